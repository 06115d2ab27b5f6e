package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import dev.activations.tensors.TensorFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files sorted into those of the log, all of one format, and those that are something else.
 *
 * @param format the one format
 * @param files the log's files
 * @param foreign the others, with what they are
 */
record FilesOfOneFormat(LogFormat format, List<LogFile> files, List<SkippedFile> foreign) {

    /** How many bytes of a file are looked at. */
    private static final int START = TensorFormat.FIRST_BYTES;

    /**
     * Sorts files by their names or else by their first bytes.
     *
     * @param wanted the format that was asked for; empty to tell it from the files
     * @throws InputException if there are two formats, or files but none of a log
     */
    static FilesOfOneFormat of(List<LogFile> files, Optional<LogFormat> wanted, Configuration hadoop) {
        List<LogFile> taken = new ArrayList<>();
        List<SkippedFile> foreign = new ArrayList<>();
        String refusal = null;
        LogFormat format = wanted.orElse(null);
        for (LogFile file : files) {
            Kind kind = Kind.of(file.path(), hadoop);
            if (kind.format() == null && (wanted.isEmpty() || kind.foreign().isPresent())) {
                String text = ReadFailure.text(file.path());
                String reason = kind.foreign().map(ForeignFile::words).orElse("neither Parquet nor ORC nor JSON lines");
                foreign.add(new SkippedFile(text, "not a log: " + reason, OptionalLong.empty()));
                refusal = refusal == null ? kind.refusal(text) : refusal;
                continue;
            }
            if (format == null) {
                format = kind.format();
            } else if (kind.format() != null && !kind.format().equals(format)) {
                throw mixed(taken.isEmpty() ? null : taken.get(0), format, file, kind.format());
            }
            taken.add(file);
        }
        if (taken.isEmpty()) {
            throw new InputException(refusal);
        }
        return new FilesOfOneFormat(format, without(foreign, taken), foreign);
    }

    /** Reads by their own names the files in whose folders something else lies. */
    private static List<LogFile> without(List<SkippedFile> others, List<LogFile> files) {
        Set<String> folders = new HashSet<>();
        others.forEach(other -> folders.add(ReadFailure.text(new Path(other.path()).getParent())));
        return files.stream()
                .map(file -> folders.contains(ReadFailure.text(file.path().getParent())) ? file.alone() : file)
                .toList();
    }

    private static InputException mixed(LogFile first, LogFormat format, LogFile other, LogFormat otherFormat) {
        return new InputException(
                first == null
                        ? "%s is %s, not %s as --format says"
                                .formatted(ReadFailure.text(other.path()), otherFormat.name(), format.name())
                        : "the log mixes formats: %s is %s and %s is %s; read them one at a time"
                                .formatted(
                                        ReadFailure.text(first.path()),
                                        format.name(),
                                        ReadFailure.text(other.path()),
                                        otherFormat.name()));
    }

    /**
     * What one file is.
     *
     * @param format a log's format; null for none
     * @param foreign something else that is known
     */
    private record Kind(LogFormat format, Optional<ForeignFile> foreign) {

        static Kind of(Path path, Configuration hadoop) {
            Optional<LogFormat> byName = LogFormats.ofName(path.getName());
            if (byName.isPresent()) {
                return new Kind(byName.get(), Optional.empty());
            }
            Optional<ForeignFile> foreign = ForeignFile.ofName(path.getName());
            if (foreign.isPresent()) {
                return new Kind(null, foreign);
            }
            try {
                FileSystem fileSystem = path.getFileSystem(hadoop);
                FileStatus status = fileSystem.getFileStatus(path);
                if (status.isDirectory()) {
                    return new Kind(
                            LogFormats.ofFolder(FolderEntries.of(fileSystem, status))
                                    .orElse(null),
                            foreign);
                }
                try (FSDataInputStream in = fileSystem.open(path)) {
                    byte[] start = in.readNBytes(START);
                    return new Kind(LogFormats.ofStart(start).orElse(null), ForeignFile.ofStart(start));
                }
            } catch (IOException e) {
                throw new InputException(
                        "cannot read file %s: %s".formatted(ReadFailure.text(path), e.getMessage()), e);
            }
        }

        String refusal(String file) {
            return foreign.map(kind -> kind.sentence(file))
                    .orElseGet(
                            () -> "%s is neither Parquet nor ORC nor JSON lines; name its format with --format or move"
                                            .formatted(file)
                                    + " it away");
        }
    }
}

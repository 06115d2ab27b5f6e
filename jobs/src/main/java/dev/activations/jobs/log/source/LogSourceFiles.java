package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The data files behind input paths, through Hadoop's FileSystem. Names that start with a dot or an underscore are not
 * data, as everywhere in Spark; neither are Markdown files, which explain a log where it lies.
 */
final class LogSourceFiles {

    /**
     * A data file.
     *
     * @param path its full path
     * @param readAs what Spark is to read: the folder where it holds nothing but such files, otherwise the file
     * @param root the folder above all of its {@code column=value} folders
     * @param columns the columns that those folders give, outermost first
     */
    record DataFile(Path path, Path readAs, Path root, List<String> columns) {}

    private final Configuration hadoop;

    LogSourceFiles(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** Every data file of these paths (files, folders or globs), once; a path without any is an error. */
    List<DataFile> under(List<String> inputs) {
        Map<Path, DataFile> files = new LinkedHashMap<>();
        for (String input : inputs) {
            boolean any = false;
            try {
                FileSystem fileSystem = new Path(input).getFileSystem(hadoop);
                for (FileStatus found : find(fileSystem, input)) {
                    for (DataFile file : dataFiles(fileSystem, found)) {
                        files.merge(file.path(), file, (a, b) -> a.readAs().equals(a.path()) ? b : a);
                        any = true;
                    }
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new InputException("cannot read input path %s: %s".formatted(input, e.getMessage()), e);
            }
            if (!any) {
                throw new InputException("input path %s holds no log: there is no Parquet, ORC or JSON lines file in it"
                        .formatted(input));
            }
        }
        return List.copyOf(files.values());
    }

    private static List<FileStatus> find(FileSystem fileSystem, String input) throws IOException {
        Path path = new Path(input);
        try {
            return List.of(fileSystem.getFileStatus(path));
        } catch (FileNotFoundException e) {
            FileStatus[] matches = fileSystem.globStatus(path);
            if (matches == null || matches.length == 0) {
                throw new InputException("input path %s does not exist".formatted(input), e);
            }
            return Arrays.asList(matches);
        }
    }

    private static List<DataFile> dataFiles(FileSystem fileSystem, FileStatus found) throws IOException {
        Path top = found.getPath();
        if (found.isFile()) {
            return List.of(dataFile(top, top, top.getParent()));
        }
        List<Path> paths = visibleFiles(fileSystem, top);
        Set<Path> mixedFolders = new HashSet<>();
        for (Path path : paths) {
            Path folder = path.getParent();
            if (isMarkdown(path)) {
                mixedFolders.add(folder);
            }
            for (; !folder.equals(top); folder = folder.getParent()) {
                mixedFolders.add(folder.getParent());
            }
        }
        return paths.stream()
                .filter(path -> !isMarkdown(path))
                .map(path -> dataFile(path, mixedFolders.contains(path.getParent()) ? path : path.getParent(), top))
                .toList();
    }

    // Not FileSystem.listFiles: on a local disk that starts a process for each file to learn its owner.
    private static List<Path> visibleFiles(FileSystem fileSystem, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (FileStatus entry : fileSystem.listStatus(folder)) {
            String name = entry.getPath().getName();
            if (name.startsWith(".") || (name.startsWith("_") && !name.contains("="))) {
                continue;
            }
            if (entry.isDirectory()) {
                files.addAll(visibleFiles(fileSystem, entry.getPath()));
            } else {
                files.add(entry.getPath());
            }
        }
        return files;
    }

    private static boolean isMarkdown(Path file) {
        return file.getName().toLowerCase(Locale.ROOT).endsWith(".md");
    }

    private static DataFile dataFile(Path file, Path readAs, Path top) {
        Path root = top;
        while (isPartition(root) && root.getParent() != null) {
            root = root.getParent();
        }
        List<String> columns = new ArrayList<>();
        for (Path part = file.getParent(); !part.equals(root); part = part.getParent()) {
            if (isPartition(part)) {
                columns.add(0, part.getName().substring(0, part.getName().indexOf('=')));
            }
        }
        return new DataFile(file, readAs, root, columns);
    }

    private static boolean isPartition(Path folder) {
        return folder.getName().indexOf('=') > 0;
    }

    /** The one format of all files, by their names or else by their first bytes. */
    LogSourceFormat format(List<DataFile> files) {
        LogSourceFormat first = format(files.get(0).path());
        for (DataFile file : files) {
            LogSourceFormat format = format(file.path());
            if (format != first) {
                throw new InputException("the log mixes formats: %s is %s and %s is %s; read them one at a time"
                        .formatted(
                                ReadFailure.text(files.get(0).path()), first, ReadFailure.text(file.path()), format));
            }
        }
        return first;
    }

    private LogSourceFormat format(Path file) {
        return LogSourceFormat.byName(file.getName())
                .or(() -> LogSourceFormat.byContent(start(file)))
                .orElseThrow(() -> new InputException(
                        "%s is neither Parquet nor ORC nor JSON lines; name its format with --format or move it away"
                                .formatted(ReadFailure.text(file))));
    }

    private byte[] start(Path file) {
        try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
            return in.readNBytes(4);
        } catch (IOException e) {
            throw new InputException("cannot read file %s: %s".formatted(ReadFailure.text(file), e.getMessage()), e);
        }
    }
}

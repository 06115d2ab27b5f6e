package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files behind input paths, through Hadoop's FileSystem. Names that start with a dot or an underscore are not data, as
 * everywhere in Spark. A folder that is a table of some format counts as one file.
 */
final class InputFiles {

    private final Configuration hadoop;

    InputFiles(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** Every file of these paths (files, folders or globs), once; a path without any is an error. */
    List<LogFile> under(List<String> inputs) {
        Map<Path, LogFile> files = new LinkedHashMap<>();
        for (String input : inputs) {
            List<LogFile> found = new ArrayList<>();
            try {
                FileSystem fileSystem = new Path(input).getFileSystem(hadoop);
                for (FileStatus match : find(fileSystem, input)) {
                    found.addAll(files(fileSystem, match));
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new InputException("cannot read input path %s: %s".formatted(input, e.getMessage()), e);
            }
            if (found.isEmpty()) {
                throw new InputException("input path %s holds no log: there is no Parquet, ORC or JSON lines file in it"
                        .formatted(input));
            }
            found.forEach(
                    file -> files.merge(file.path(), file, (a, b) -> a.readAs().equals(a.path()) ? b : a));
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

    private static List<LogFile> files(FileSystem fileSystem, FileStatus found) throws IOException {
        Path top = found.getPath();
        if (found.isFile()) {
            return List.of(LogFile.of(top, top, top.getParent()));
        }
        List<Path> paths = new ArrayList<>();
        Set<Path> tables = new HashSet<>();
        collect(fileSystem, found, paths, tables);
        Set<Path> foldersWithFolders = new HashSet<>();
        for (Path path : paths) {
            for (Path folder = path.getParent();
                    !folder.equals(top) && !path.equals(top);
                    folder = folder.getParent()) {
                foldersWithFolders.add(folder.getParent());
            }
        }
        return paths.stream()
                .map(path -> LogFile.of(
                        path,
                        tables.contains(path) || foldersWithFolders.contains(path.getParent())
                                ? path
                                : path.getParent(),
                        top))
                .toList();
    }

    // Not FileSystem.listFiles: on a local disk that starts a process for each file to learn its owner.
    private static void collect(FileSystem fileSystem, FileStatus folder, List<Path> paths, Set<Path> tables)
            throws IOException {
        FolderEntries entries = FolderEntries.of(fileSystem, folder);
        if (LogFormats.ofFolder(entries).isPresent()) {
            paths.add(folder.getPath());
            tables.add(folder.getPath());
            return;
        }
        for (FileStatus entry : entries.entries()) {
            String name = entry.getPath().getName();
            if (isHidden(name)) {
                continue;
            }
            if (entry.isDirectory()) {
                collect(fileSystem, entry, paths, tables);
            } else {
                paths.add(entry.getPath());
            }
        }
    }

    /** As Spark and Hadoop have it; but what macOS leaves in every folder that somebody looked into is named. */
    private static boolean isHidden(String name) {
        return name.startsWith(".") && !name.equals(".DS_Store") || name.startsWith("_") && !name.contains("=");
    }
}

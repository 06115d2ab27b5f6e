package dev.activations.jobs.log.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * What lies in one folder.
 *
 * @param fileSystem where it lies
 * @param entries files and folders, hidden ones too
 */
record FolderEntries(FileSystem fileSystem, List<FileStatus> entries) {

    static FolderEntries of(FileSystem fileSystem, FileStatus folder) throws IOException {
        return new FolderEntries(fileSystem, Arrays.asList(fileSystem.listStatus(folder.getPath())));
    }

    /** The folder of this name in it. */
    Optional<FileStatus> folder(String name) {
        return entries.stream()
                .filter(FileStatus::isDirectory)
                .filter(entry -> entry.getPath().getName().equals(name))
                .findFirst();
    }
}

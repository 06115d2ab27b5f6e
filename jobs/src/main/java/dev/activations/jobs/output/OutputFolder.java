package dev.activations.jobs.output;

import dev.activations.jobs.model.InputException;
import dev.activations.jobs.report.FileSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The folder that a command writes to, on any of Hadoop's file systems. Files are written aside and appear under the
 * folder's name all at once, so that it is whole or absent; {@code _SUCCESS} in it says that it is whole.
 */
public final class OutputFolder implements AutoCloseable {

    private final FileSystem fileSystem;
    private final Path folder;
    private final Path aside;

    private OutputFolder(FileSystem fileSystem, Path folder, Path aside) {
        this.fileSystem = fileSystem;
        this.folder = folder;
        this.aside = aside;
    }

    /**
     * Makes sure that the folder can be written before any work is done.
     *
     * @throws InputException if it exists, or nothing can be written where it is to be
     */
    public static OutputFolder at(String name, Configuration hadoop) {
        try {
            Path given = new Path(name);
            FileSystem fileSystem = FileSystem.newInstance(given.toUri(), hadoop);
            fileSystem.setWriteChecksum(false);
            Path folder = fileSystem.makeQualified(given);
            requireAbsent(fileSystem, folder);
            Path existing = folder.getParent();
            while (!fileSystem.exists(existing)) {
                existing = existing.getParent();
            }
            Path aside = new Path(existing, "_activations-" + UUID.randomUUID());
            if (!fileSystem.mkdirs(aside)) {
                throw new IOException(
                        "no folder can be created in " + existing.toUri().getPath());
            }
            fileSystem.deleteOnExit(aside);
            requirePossible(
                    fileSystem,
                    aside,
                    existing.toUri().relativize(folder.toUri()).getPath());
            return new OutputFolder(fileSystem, folder, aside);
        } catch (IOException | IllegalArgumentException e) {
            throw cannotWrite(name, e);
        }
    }

    /** Makes the folder's name aside and removes it again: one that is too long, say, is refused before the work. */
    private static void requirePossible(FileSystem fileSystem, Path aside, String name) throws IOException {
        Path tried = new Path(aside, "name/" + name);
        boolean made;
        try {
            made = fileSystem.mkdirs(tried);
        } catch (IOException e) {
            made = false;
        }
        fileSystem.delete(new Path(aside, "name"), true);
        if (!made) {
            fileSystem.delete(aside, true);
            throw new IOException("no folder can have this name; it may be too long");
        }
    }

    private static void requireAbsent(FileSystem fileSystem, Path folder) throws IOException {
        if (fileSystem.exists(folder)) {
            throw new InputException("output folder %s exists; name a new one or remove it"
                    .formatted(folder.toUri().getPath()));
        }
    }

    /** Writes one file, in UTF-8. */
    void write(String file, String text) {
        write(files -> {
            try (OutputStream out = files.create(file)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** Writes files bit by bit. */
    public void write(Content content) {
        try {
            content.write(path -> fileSystem.create(new Path(aside + "/" + path)));
        } catch (IOException | FSError e) {
            throw cannotWrite(e);
        }
    }

    /** Has Spark write into {@link #table}; a full disk is this folder's fault then, whatever Spark puts around it. */
    void write(Runnable tables) {
        try {
            tables.run();
        } catch (RuntimeException | FSError e) {
            if (FullDisk.of(e).isPresent()) {
                throw cannotWrite(e);
            }
            throw e;
        }
    }

    /** Has Spark write a table of this name, so that it is published with the rest. */
    public void write(String name, Dataset<Row> rows) {
        write(() -> ReportFiles.write(rows, table(name)));
    }

    /** What writes files. */
    public interface Content {
        void write(FileSink files) throws IOException;
    }

    /** Where a table of this name is to be written to, so that it is published with the rest. */
    String table(String name) {
        return new Path(aside, name).toString();
    }

    /** Gives the folder its name. */
    public void publish() {
        write("_SUCCESS", "");
        try {
            requireAbsent(fileSystem, folder);
            fileSystem.mkdirs(folder.getParent());
            rename();
        } catch (IOException | FSError e) {
            throw cannotWrite(e);
        }
    }

    /**
     * Gives the folder its name unless it is taken by now, even if another command does the same at this moment. The plain rename
     * of Hadoop's file systems would put a folder into the one that has the name.
     */
    private void rename() throws IOException {
        if (fileSystem instanceof LocalFileSystem local) {
            moveLocally(
                    local.pathToFile(aside).toPath(), local.pathToFile(folder).toPath());
            return;
        }
        FileContext files;
        try {
            files = FileContext.getFileContext(folder.toUri(), fileSystem.getConf());
        } catch (UnsupportedFileSystemException e) {
            if (!fileSystem.rename(aside, folder)) {
                throw new IOException("it cannot be renamed", e);
            }
            return;
        }
        files.rename(aside, folder);
    }

    /** The system's rename, which fails where a folder with files has the name. */
    private static void moveLocally(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw Files.exists(to) ? new IOException("another command has written it in the meantime", e) : e;
        }
    }

    private InputException cannotWrite(Throwable e) {
        return cannotWrite(folder.toUri().getPath(), e);
    }

    private static InputException cannotWrite(String folder, Throwable e) {
        return new InputException(
                "output folder %s cannot be written: %s"
                        .formatted(folder, FullDisk.of(e).orElse(e.getMessage())),
                e);
    }

    /** Removes what was written aside, if it was not published. */
    @Override
    public void close() {
        try {
            fileSystem.delete(aside, true);
            fileSystem.close();
        } catch (IOException | FSError e) {
            throw cannotWrite(e);
        }
    }
}

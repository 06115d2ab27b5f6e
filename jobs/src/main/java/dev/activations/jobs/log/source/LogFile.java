package dev.activations.jobs.log.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * A file of a log, or a folder that is a table.
 *
 * @param path its full path
 * @param readAs what Spark is to read: the folder where it holds nothing but such files, otherwise the file
 * @param root the folder above all of its {@code column=value} folders
 * @param columns the columns that those folders give, outermost first
 * @param facts what a look at it told
 */
record LogFile(Path path, Path readAs, Path root, List<String> columns, FileFacts facts) {

    private static final FileFacts UNKNOWN = FileFacts.usual(-1, false);

    /** @param top the path that was given, which the file is or lies below */
    static LogFile of(Path file, Path readAs, Path top) {
        Path root = top;
        while (isPartition(root) && root.getParent() != null) {
            root = root.getParent();
        }
        List<String> columns = new ArrayList<>();
        for (Path part = file.getParent(); part != null && !part.equals(root); part = part.getParent()) {
            if (isPartition(part)) {
                columns.add(0, part.getName().substring(0, part.getName().indexOf('=')));
            }
        }
        return new LogFile(file, readAs, root, columns, UNKNOWN);
    }

    private static boolean isPartition(Path folder) {
        return folder.getName().indexOf('=') > 0;
    }

    LogFile with(FileFacts examined) {
        return new LogFile(path, readAs, root, columns, examined);
    }

    /** The same file, to be read by its own name. */
    LogFile alone() {
        return new LogFile(path, path, root, columns, facts);
    }

    boolean isReadIn(String way) {
        return facts.way().equals(way);
    }
}

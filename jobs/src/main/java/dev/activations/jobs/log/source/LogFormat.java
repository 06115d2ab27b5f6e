package dev.activations.jobs.log.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One format that a log's files can have: how it is recognised, examined and read. A format has no state; {@link LogFormats}
 * lists them.
 */
interface LogFormat extends Serializable {

    /** As {@code --format} and the report write it, such as {@code parquet}. */
    String name();

    /** Whether a file of this name, in lower case, is of this format. */
    boolean hasName(String fileName);

    /** Whether a file that starts with these bytes is; they are 512 at most. */
    boolean hasStart(byte[] start);

    /** Whether a folder is a table of this format, to be read as one and not file by file. */
    default boolean isTable(FolderEntries folder) throws IOException {
        return false;
    }

    /**
     * Looks at one file before the log is read, on any machine of the cluster.
     *
     * @throws IOException if the file cannot be read as this format; so do unchecked exceptions of the format's library
     */
    FileFacts examine(Path file, Configuration hadoop) throws IOException;

    /** The rows of files that lie below the same root, in folders for the same columns. */
    Dataset<Row> read(SparkSession spark, List<LogFile> files, ColumnTypes types);
}

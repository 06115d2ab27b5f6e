package dev.activations.jobs.log.source;

import dev.activations.tensors.TensorFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A format of tensors, read through this project's Spark sources; zips (npz, pt) have checksums. */
record TensorFiles(TensorFormat format) implements LogFormat {

    /** Every message of an Arrow stream begins with four bytes ff; the end mark is one of length 0. */
    private static final int CONTINUATION = 4;

    private static final byte[] END_MARK = {-1, -1, -1, -1, 0, 0, 0, 0};

    @Override
    public String name() {
        return format.sparkName();
    }

    @Override
    public boolean hasName(String fileName) {
        return format.endings().stream().anyMatch(fileName::endsWith);
    }

    @Override
    public boolean hasStart(byte[] start) {
        return TensorFormat.byContent(start).filter(format::equals).isPresent();
    }

    /** The source checks headers itself when it is opened; what an Arrow stream lost between two batches it cannot know. */
    @Override
    public FileFacts examine(Path file, Configuration hadoop) throws IOException {
        boolean checksums = format == TensorFormat.NPZ || format == TensorFormat.PT;
        return format == TensorFormat.ARROW && isOpenEnded(file, hadoop)
                ? new FileFacts(
                        FileFacts.USUAL,
                        -1,
                        checksums,
                        "it ends without a stream's end mark: its writer was not closed, or its last rows are lost")
                : FileFacts.usual(-1, checksums);
    }

    /** Whether it is a stream of today's format, since Arrow 0.15, without the mark that its writers end it with. */
    private static boolean isOpenEnded(Path path, Configuration hadoop) throws IOException {
        FileSystem fileSystem = path.getFileSystem(hadoop);
        long length = fileSystem.getFileStatus(path).getLen();
        if (length < END_MARK.length) {
            return false;
        }
        byte[] start = new byte[CONTINUATION];
        byte[] end = new byte[END_MARK.length];
        try (FSDataInputStream in = fileSystem.open(path)) {
            in.readFully(0, start);
            in.readFully(length - end.length, end);
        }
        return Arrays.equals(start, Arrays.copyOf(END_MARK, CONTINUATION)) && !Arrays.equals(end, END_MARK);
    }

    @Override
    public Dataset<Row> read(SparkSession spark, List<LogFile> files, ColumnTypes types) {
        return SparkFiles.loadTyped(SparkFiles.reader(spark, this, files), files, types);
    }
}

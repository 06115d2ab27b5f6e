package dev.activations.jobs.log.source;

import dev.activations.tensors.TensorFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A format of tensors, read through this project's Spark sources; zips (npz, pt) have checksums. */
record TensorFiles(TensorFormat format) implements LogFormat {

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

    /** The source checks headers itself when it is opened. */
    @Override
    public FileFacts examine(Path file, Configuration hadoop) {
        return FileFacts.usual(-1, format == TensorFormat.NPZ || format == TensorFormat.PT);
    }

    @Override
    public Dataset<Row> read(SparkSession spark, List<LogFile> files, ColumnTypes types) {
        return SparkFiles.loadTyped(SparkFiles.reader(spark, this, files), files, types);
    }
}

package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFileException;
import dev.activations.tensors.TensorFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map;

/**
 * What the sources have in common. They are {@link FileFormat}s, as Spark's own for Parquet and JSON lines: that is what
 * {@code SELECT * FROM format.`path`}, folders named {@code column=value}, streaming and {@code _metadata} need.
 */
abstract class FileSource implements FileFormat, DataSourceRegister {

    /** What lies beside tensors to describe them, and is not read as data. */
    private static final List<String> DESCRIPTIONS = List.of(".json", ".md", ".txt");

    private final TensorFormat format;

    FileSource(TensorFormat format) {
        this.format = format;
    }

    final TensorFormat format() {
        return format;
    }

    @Override
    public final String shortName() {
        return format.sparkName();
    }

    /** Each part of a file finds its own rows, whatever the format. */
    @Override
    public final boolean isSplitable(SparkSession spark, Map<String, String> options, Path path) {
        return true;
    }

    @Override
    public final OutputWriterFactory prepareWrite(
            SparkSession spark, Job job, Map<String, String> options, StructType schema) {
        throw new UnsupportedOperationException(
                "files of format %s can be read but not written".formatted(shortName()));
    }

    static Configuration hadoop(SparkSession spark, Map<String, String> options) {
        return spark.sessionState().newHadoopConfWithOptions(options);
    }

    static boolean isDescription(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return DESCRIPTIONS.stream().anyMatch(name::endsWith);
    }

    /** The files without those that describe others; one of no bytes is an error, since Spark would pass it over. */
    final List<FileStatus> dataFiles(List<FileStatus> files, Configuration hadoop) {
        List<FileStatus> data = new ArrayList<>();
        for (FileStatus file : files) {
            if (ShardIndex.isOne(file)) {
                ShardIndex.requireShards(file, files, hadoop);
            } else if (!isDescription(file.getPath().getName())) {
                if (file.getLen() == 0) {
                    throw new TensorFileException(HadoopBytes.text(file.getPath()), "the file is empty");
                }
                data.add(file);
            }
        }
        if (data.isEmpty() && !files.isEmpty()) {
            throw new TensorFileException(
                    HadoopBytes.text(files.get(0).getPath()),
                    "there is nothing of format %s next to this description; load the folder or files that it describes",
                    shortName());
        }
        return data;
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode();
    }

    /** As plans show it. */
    @Override
    public final String toString() {
        return format.sparkName();
    }
}

package dev.activations.tensors.spark;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.util.SerializableConfiguration;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** Reads one part of a file in a task, and closes it when the task ends. */
final class PartReader extends AbstractFunction1<PartitionedFile, scala.collection.Iterator<InternalRow>>
        implements Serializable {

    private static final long serialVersionUID = 1;

    /** Opens the rows of a part; they are {@link Closeable}. */
    @FunctionalInterface
    interface Opener<T extends Iterator<InternalRow> & Closeable> extends Serializable {
        T open(PartitionedFile file, Configuration hadoop) throws IOException;
    }

    private final Broadcast<SerializableConfiguration> hadoop;
    private final Opener<?> opener;

    PartReader(SparkSession spark, Configuration hadoop, Opener<?> opener) {
        this.hadoop = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new SerializableConfiguration(hadoop));
        this.opener = opener;
    }

    @Override
    public scala.collection.Iterator<InternalRow> apply(PartitionedFile file) {
        return CollectionConverters.asScala(rows(file));
    }

    private Iterator<InternalRow> rows(PartitionedFile file) {
        if (FileSource.isDescription(file.toPath().getName())) {
            return Collections.emptyIterator();
        }
        try {
            return closing(opener.open(file, hadoop.value().value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T extends Iterator<InternalRow> & Closeable> Iterator<InternalRow> closing(T rows) {
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener(context -> {
                try {
                    rows.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return rows;
    }
}

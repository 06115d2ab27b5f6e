package dev.activations.tensors.spark;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** Reads one part of a file in a task, and closes it when the task ends. */
final class PartReader extends AbstractFunction1<PartitionedFile, scala.collection.Iterator<InternalRow>>
        implements Serializable {

    private static final long serialVersionUID = 1;

    /** The rows of a part of a file, or its batches, which Spark takes for rows too. */
    interface Part extends Iterator<Object>, Closeable {

        /** Nothing of the file. */
        Part NONE = new Part() {
            @Override
            public boolean hasNext() {
                return false;
            }

            @Override
            public Object next() {
                throw new NoSuchElementException();
            }

            @Override
            public void close() {}
        };
    }

    /** Opens a part of a file. */
    @FunctionalInterface
    interface Opener extends Serializable {
        Part open(PartitionedFile file, Configuration hadoop) throws IOException;
    }

    private final Broadcast<SerializableConfiguration> hadoop;
    private final Opener opener;

    PartReader(SparkSession spark, Configuration hadoop, Opener opener) {
        this.hadoop = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new SerializableConfiguration(hadoop));
        this.opener = opener;
    }

    @Override
    @SuppressWarnings("unchecked") // Spark's iterators of rows have batches in them where it asked for batches
    public scala.collection.Iterator<InternalRow> apply(PartitionedFile file) {
        return (scala.collection.Iterator<InternalRow>) (Object) CollectionConverters.asScala(rows(file));
    }

    private Iterator<Object> rows(PartitionedFile file) {
        if (FileSource.isDescription(file.toPath().getName())) {
            return Part.NONE;
        }
        try {
            Part part = opener.open(file, hadoop.value().value());
            if (TaskContext.get() != null) {
                TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close(part));
            }
            return part;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Part part) {
        try {
            part.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.activations.spark.catalyst.table;

import dev.activations.spark.catalyst.call.ScalaLists;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.Dependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.reflect.ClassTag$;

/**
 * The rows of a dataset that is made once, when Spark first asks for their partitions: on the driver, in the thread that
 * starts the job, before any task of it.
 */
final class LaterRows extends RDD<Row> {

    private static final long serialVersionUID = 1;

    private final transient SparkSession session;
    private transient Supplier<Dataset<Row>> making;
    private RDD<Row> made;

    LaterRows(SparkSession session, Supplier<Dataset<Row>> making) {
        super(session.sparkContext(), ScalaLists.<Dependency<?>>seq(List.of()), ClassTag$.MODULE$.apply(Row.class));
        this.session = session;
        this.making = making;
    }

    private synchronized RDD<Row> made() {
        if (made == null) {
            made = session.withActive(() -> making.get().rdd());
            making = null;
        }
        return made;
    }

    @Override
    public Partition[] getPartitions() {
        return made().partitions();
    }

    @Override
    public Seq<Dependency<?>> getDependencies() {
        return ScalaLists.<Dependency<?>>seq(List.of(new OneToOneDependency<>(made())));
    }

    @Override
    public Iterator<Row> compute(Partition split, TaskContext context) {
        return made.iterator(split, context);
    }
}

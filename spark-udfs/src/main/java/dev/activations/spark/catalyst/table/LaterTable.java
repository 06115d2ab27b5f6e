package dev.activations.spark.catalyst.table;

import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.StructType;

/** A relation whose columns are known and whose rows are computed when a query over it runs. */
final class LaterTable extends BaseRelation implements TableScan {

    private final SparkSession session;
    private final TableFunction.Answer answer;

    LaterTable(SparkSession session, TableFunction.Answer answer) {
        this.session = session;
        this.answer = answer;
    }

    @Override
    public SQLContext sqlContext() {
        return session.sqlContext();
    }

    @Override
    public StructType schema() {
        return answer.schema();
    }

    /** Spark asks for them while it plans, also for EXPLAIN. */
    @Override
    public RDD<Row> buildScan() {
        return new LaterRows(session, answer.rows());
    }
}

package dev.activations.spark;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions and aggregates in Structured Streaming, over Parquet files that arrive in a folder. */
class StreamingTest {

    private static final String SCHEMA = "layer int, sample bigint, v array<float>";

    /** Not the mean, which depends in its last bits on the order of adding. */
    private static final String[] FIGURES = {
        "layer", "s.samples", "s.dead_units", "s.zero_fraction", "s.min", "s.max", "c"
    };

    private final SparkSession spark = Sessions.shared();

    @TempDir
    private Path work;

    @Test
    void functionsTransformEachFileThatArrives() throws TimeoutException, StreamingQueryException {
        StreamingQuery query =
                start("functions", "append", "SELECT sample, relu(v) AS y, gelu(v[1]) AS z FROM arriving");
        try {
            arrive(0, 10);
            query.processAllAvailable();
            assertThat(spark.table("functions").count()).isEqualTo(20);
            arrive(10, 20);
            query.processAllAvailable();
        } finally {
            query.stop();
        }
        Dataset<Row> expected = rows(0, 20).selectExpr("sample", "relu(v) AS y", "gelu(v[1]) AS z");
        assertThat(spark.table("functions").orderBy("sample", "y").collectAsList())
                .hasSize(40)
                .isEqualTo(expected.orderBy("sample", "y").collectAsList());
    }

    /** The state of each layer is kept between batches; the result is that of all rows at once. */
    @ParameterizedTest
    @ValueSource(strings = {"update", "complete"})
    void aggregatesAddUpWhatHasArrived(String mode) throws TimeoutException, StreamingQueryException {
        String columns = "layer, activation_stats(v, 'relu', sample) AS s, unit_firing_counts(v) AS c";
        String table = "aggregates_" + mode;
        StreamingQuery query = start(table, mode, "SELECT " + columns + " FROM arriving GROUP BY layer");
        try {
            arrive(0, 200);
            query.processAllAvailable();
            assertThat(spark.table(table).selectExpr("s.dead_units").distinct().collectAsList())
                    .extracting(row -> row.getLong(0))
                    .containsExactly(0L);
            arrive(150, 350);
            query.processAllAvailable();
        } finally {
            query.stop();
        }
        Dataset<Row> all = rows(0, 200)
                .union(rows(150, 350))
                .groupBy("layer")
                .agg(expr("activation_stats(v, 'relu', sample) AS s"), expr("unit_firing_counts(v) AS c"));
        List<Row> latest = spark.table(table)
                .where("s.samples = 350")
                .orderBy("layer")
                .selectExpr(FIGURES)
                .collectAsList();
        assertThat(latest)
                .hasSize(2)
                .isEqualTo(all.orderBy("layer").selectExpr(FIGURES).collectAsList());
        assertThat(latest).extracting(row -> row.getLong(2)).containsExactly(1L, 1L);
    }

    private StreamingQuery start(String table, String mode, String sql) throws TimeoutException {
        arrive(0, 0);
        spark.readStream().schema(SCHEMA).parquet(work.resolve("in").toString()).createOrReplaceTempView("arriving");
        return spark.sql(sql)
                .writeStream()
                .format("memory")
                .queryName(table)
                .outputMode(mode)
                .option("checkpointLocation", work.resolve("checkpoint").toString())
                .start();
    }

    private void arrive(long from, long to) {
        rows(from, to).write().mode("append").parquet(work.resolve("in").toString());
    }

    /** Two layers of three units, of which the first never fires. */
    private Dataset<Row> rows(long from, long to) {
        return spark.sql("SELECT layer, id AS sample, array(0F, float(id % 5 - 2 + layer), 1F) AS v FROM range(" + from
                + ", " + to + ") LATERAL VIEW explode(array(0, 1)) AS layer");
    }
}

package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.log.source.ColumnTypes;
import dev.activations.jobs.log.source.LogSource;
import io.delta.sql.DeltaSparkSessionExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs in tables of Delta and Iceberg, written and read by the real libraries: rows that were deleted do not count. */
class LakeTablesTest {

    private static final int WRITTEN = 30;
    private static final int LEFT = 20;

    @TempDir
    Path folder;

    private SparkSession spark;

    /** A session of its own on the shared context, with what Delta needs to be said when a session is made. */
    @BeforeEach
    void catalog() {
        SparkSession shared = Sessions.shared();
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
        spark = SparkSession.builder()
                .withExtensions(new DeltaSparkSessionExtension())
                .getOrCreate();
        SparkSession.setDefaultSession(shared);
        spark.conf().set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        spark.conf().set("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog");
        spark.conf().set("spark.sql.catalog.lake.type", "hadoop");
        spark.conf()
                .set(
                        "spark.sql.catalog.lake.warehouse",
                        folder.resolve("warehouse").toString());
    }

    private Dataset<Row> rows() {
        return spark.range(WRITTEN)
                .selectExpr(
                        "0L AS step",
                        "'fc' AS layer",
                        "'relu' AS activation",
                        "id AS sample",
                        "array(1F, float(id)) AS post");
    }

    @Test
    void deltaByNameByPathAndByQuery() {
        String table = folder.resolve("delta").toString();
        rows().write().format("delta").save(table);
        rows().where("sample < " + LEFT)
                .write()
                .format("delta")
                .mode(SaveMode.Overwrite)
                .save(table);

        LogSource log = LogSource.open(spark, List.of(table), LogSource.AUTO, ColumnTypes.GUESSED);

        assertThat(log.format()).isEqualTo("delta");
        assertThat(samples(log)).isEqualTo(LEFT);
        assertThat(samples(LogSource.open(spark, List.of(table), "delta", ColumnTypes.GUESSED)))
                .isEqualTo(LEFT);
        assertThat(samples(log.queried("SELECT * FROM log WHERE sample < 5"))).isEqualTo(5);
        assertThat(samples(query("SELECT * FROM delta.`" + table + "`"))).isEqualTo(LEFT);
        spark.sql("CREATE TABLE acts USING delta LOCATION '" + table + "'");
        try {
            spark.sql("DELETE FROM acts WHERE sample = 0");
            assertThat(samples(query("SELECT * FROM acts"))).isEqualTo(LEFT - 1);
        } finally {
            spark.sql("DROP TABLE acts");
        }
    }

    @Test
    void icebergByNameByPathAndByQuery() throws Exception {
        rows().writeTo("lake.db.log").create();
        spark.sql("DELETE FROM lake.db.log WHERE sample >= " + LEFT);

        String path = folder.resolve("warehouse/db/log").toString();
        LogSource log = LogSource.open(spark, List.of(path), LogSource.AUTO, ColumnTypes.GUESSED);

        assertThat(log.format()).isEqualTo("iceberg");
        assertThat(samples(log)).isEqualTo(LEFT);
        assertThat(samples(query("SELECT * FROM lake.db.log"))).isEqualTo(LEFT);
        assertThat(samples(query("SELECT step, layer, transform(post, x -> gelu(x)) AS post, sample FROM lake.db.log")))
                .isEqualTo(LEFT);
    }

    private LogSource query(String sql) {
        return LogSource.query(spark, sql, sql, "query");
    }

    private static long samples(LogSource log) {
        return DigitsLog.json(ActivationDiagnostics.on(log).run())
                .at("/runs/0/layers/0/latest/samples")
                .asLong();
    }
}

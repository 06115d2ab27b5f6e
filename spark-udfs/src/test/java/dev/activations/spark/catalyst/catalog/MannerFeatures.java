package dev.activations.spark.catalyst.catalog;

import static dev.activations.spark.catalyst.catalog.Way.CATALOG;
import static dev.activations.spark.catalyst.catalog.Way.COLUMNS;
import static dev.activations.spark.catalyst.catalog.Way.EXTENSION;
import static dev.activations.spark.catalyst.catalog.Way.REGISTERED;
import static dev.activations.spark.catalyst.catalog.Way.SCRIPT;
import static dev.activations.spark.catalyst.catalog.Way.STAGE;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.spark.ActivationsExtensions;
import dev.activations.spark.functions;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.analysis.SimpleFunctionRegistry;

/** How the functions behave in a session and in query plans. */
final class MannerFeatures {

    private static final String VIEW = "features_rows";

    private MannerFeatures() {}

    static List<Feature> manners() {
        return List.of(
                Feature.of("column named as written", way -> assertThat(way.session()
                                        .sql("SELECT %s(id) FROM range(1)".formatted(way.sqlName("gelu")))
                                        .columns())
                                .containsExactly(way.sqlName("gelu") + "(id)"))
                        .but(CATALOG, "named after Spark's own call", way -> assertThat(way.session()
                                        .sql("SELECT act.gelu(double(id)) FROM range(1)")
                                        .columns())
                                .containsExactly("invoke(gelu.invoke(id))"))
                        .but(COLUMNS, "yes", way -> assertThat(way.session()
                                        .range(1)
                                        .select(functions.gelu(col("id")))
                                        .columns())
                                .containsExactly("gelu(id)"))
                        .but(STAGE, "<code>outputCol</code>", way -> assertThat(
                                        way.add(way.session().range(1).toDF(), "named", FunctionUse.of("gelu", "id"))
                                                .columns())
                                .containsExactly("id", "named")),
                Feature.of("DESCRIBE FUNCTION EXTENDED", way -> assertThat(way.session()
                                        .sql("DESCRIBE FUNCTION EXTENDED " + way.sqlName("leaky_relu"))
                                        .collectAsList()
                                        .toString())
                                .contains(
                                        "Usage: " + way.sqlName("leaky_relu") + "(x, alpha)",
                                        "Arguments:",
                                        "Examples:"))
                        .but(CATALOG, "rejected by Spark", way -> assertThatThrownBy(() -> way.session()
                                        .sql("DESCRIBE FUNCTION EXTENDED act.leaky_relu")
                                        .collectAsList())
                                .isInstanceOf(AnalysisException.class))
                        .but(SCRIPT, "formula and SQL, no examples", way -> assertThat(way.session()
                                        .sql("DESCRIBE FUNCTION EXTENDED leaky_relu")
                                        .collectAsList()
                                        .toString())
                                .contains("x where x > 0, else alpha * x", "THEN x ELSE alpha * x END")
                                .doesNotContain("Examples:"))
                        .notIn(COLUMNS, STAGE),
                Feature.of("SHOW FUNCTIONS", way -> assertThat(shown(way, "LIKE '*leaky_relu'"))
                                .contains("[" + way.sqlName("leaky_relu") + "]"))
                        .but(CATALOG, "<code>IN act</code>", way -> assertThat(way.session()
                                        .sql("SHOW USER FUNCTIONS IN act")
                                        .collectAsList()
                                        .toString())
                                .contains("[act.leaky_relu]"))
                        .notIn(COLUMNS, STAGE),
                Feature.of("whole-stage code generation", way -> {
                    FunctionUse use = FunctionUse.of("leaky_relu", "x").with("alpha", 0.5);
                    assertThat(plan(way.add(way.session().range(9).selectExpr("double(id) AS x"), "y", use)))
                            .contains("*(1) Project [");
                }),
                Feature.of("constants are folded", way -> assertThat(
                                optimized(way.add(way.session().range(9).toDF(), "y", FunctionUse.of("relu", "3D"))))
                        .contains("3.0 AS y")),
                Feature.of("equal calls give equal plans", way -> {
                    FunctionUse use = FunctionUse.of("leaky_relu", "id").with("alpha", 0.5);
                    Dataset<Row> once = way.add(way.session().range(9).toDF(), "y", use);
                    Dataset<Row> again = way.add(way.session().range(9).toDF(), "y", use);
                    Dataset<Row> other = way.add(
                            way.session().range(9).toDF(),
                            "y",
                            FunctionUse.of("leaky_relu", "id").with("alpha", 0.25));
                    assertThat(once.sameSemantics(again)).isTrue();
                    assertThat(once.sameSemantics(other)).isFalse();
                }),
                Feature.of("temporary views, filters, groups, joins and windows", MannerFeatures::relational),
                Feature.of("CREATE TABLE AS SELECT", MannerFeatures::createTable),
                Feature.of("persistent views", MannerFeatures::persistentView)
                        .but(EXTENSION, "from Spark 4.2 on", MannerFeatures::persistentViewFrom42)
                        .but(REGISTERED, "from Spark 4.2 on", MannerFeatures::persistentViewFrom42)
                        .but(
                                SCRIPT,
                                "without <code>TEMPORARY</code> in the script",
                                MannerFeatures::persistentViewOfPersistentFunction)
                        .notIn(COLUMNS, STAGE),
                Feature.of("names of your choice", way -> assertThat(way.value("relu", "-1D"))
                                .isEqualTo(0.0))
                        .but(EXTENSION, "<code>spark.activations.prefix</code>", MannerFeatures::prefixOfTheContext)
                        .but(SCRIPT, "in the script's text", MannerFeatures::renamed)
                        .notIn(COLUMNS, STAGE));
    }

    private static void relational(Way way) {
        way.add(way.session().range(-3, 4).toDF(), "y", FunctionUse.of("relu", "id"))
                .createOrReplaceTempView(VIEW);
        assertThat(count(way, "FROM %1$s WHERE y > 0")).isEqualTo(3L);
        assertThat(count(way, "FROM %1$s a JOIN %1$s b ON a.y = b.y")).isEqualTo(19L);
        assertThat(count(way, "FROM (SELECT y FROM %1$s GROUP BY y)")).isEqualTo(4L);
        assertThat(count(way, "FROM (SELECT sum(y) OVER (ORDER BY id) AS s FROM %1$s) WHERE s = 6"))
                .isEqualTo(1L);
    }

    private static void createTable(Way way) {
        way.add(way.session().range(-3, 4).toDF(), "y", FunctionUse.of("relu", "id"))
                .createOrReplaceTempView(VIEW);
        way.session().sql("CREATE TABLE default.features_table USING parquet AS SELECT * FROM " + VIEW);
        try {
            assertThat(way.session()
                            .sql("SELECT sum(y) FROM default.features_table")
                            .first()
                            .get(0))
                    .isEqualTo(6.0);
        } finally {
            way.session().sql("DROP TABLE default.features_table");
        }
    }

    private static void persistentView(Way way) {
        persistentView(way, way.sqlName("relu"));
    }

    private static void persistentView(Way way, String name) {
        way.session().sql("CREATE VIEW default.features_view AS SELECT %s(id) AS y FROM range(3)".formatted(name));
        try {
            assertThat(way.session()
                            .sql("SELECT sum(y) FROM default.features_view")
                            .first()
                            .get(0))
                    .isEqualTo(3.0);
        } finally {
            way.session().sql("DROP VIEW default.features_view");
        }
    }

    private static void persistentViewOfPersistentFunction(Way way) {
        assertThatThrownBy(() -> persistentView(way)).hasMessageContaining("INVALID_TEMP_OBJ_REFERENCE");
        way.session().sql(ScriptSession.reluCalled("default.kept_relu").replace(" TEMPORARY", ""));
        try {
            persistentView(way, "default.kept_relu");
        } finally {
            way.session().sql("DROP FUNCTION default.kept_relu");
        }
    }

    private static void persistentViewFrom42(Way way) {
        if (way.session().version().compareTo("4.2") >= 0) {
            persistentView(way);
        } else {
            assertThatThrownBy(() -> persistentView(way)).hasMessageContaining("INVALID_TEMP_OBJ_REFERENCE");
        }
    }

    /** What the extension would put into the sessions of a context with the prefix. */
    private static void prefixOfTheContext(Way way) {
        SparkEnv.get().conf().set("spark.activations.prefix", "act_");
        try {
            SparkSessionExtensions extensions = new SparkSessionExtensions();
            new ActivationsExtensions().apply(extensions);
            SimpleFunctionRegistry registry = new SimpleFunctionRegistry();
            extensions.registerFunctions(registry);
            assertThat(registry.functionExists(SqlFunctions.identifier(registry, "act_relu")))
                    .isTrue();
            assertThat(registry.functionExists(SqlFunctions.identifier(registry, "relu")))
                    .isFalse();
        } finally {
            SparkEnv.get().conf().remove("spark.activations.prefix");
        }
    }

    private static void renamed(Way way) {
        way.session().sql(ScriptSession.reluCalled("own_relu"));
        assertThat(way.value("own_relu", "-1D")).isEqualTo(0.0);
    }

    private static String shown(Way way, String pattern) {
        return way.session().sql("SHOW FUNCTIONS " + pattern).collectAsList().toString();
    }

    private static long count(Way way, String from) {
        return way.session()
                .sql("SELECT count(*) " + from.formatted(VIEW))
                .first()
                .getLong(0);
    }

    private static String plan(Dataset<Row> rows) {
        return ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .queryExecution()
                .executedPlan()
                .toString();
    }

    private static String optimized(Dataset<Row> rows) {
        return ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .queryExecution()
                .optimizedPlan()
                .toString();
    }
}

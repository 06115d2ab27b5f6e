package dev.activations.benchmarks.sql;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import dev.activations.spark.ml.ActivationTransformer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Functions of a whole row over a Parquet column of arrays, long ones and short ones, beside reading the column and beside
 * Spark's built-ins; and over ML vectors by the stage {@link ActivationTransformer}.
 */
final class RowFunctions {

    private static final int LONG = 512;
    private static final int SHORT = 10;
    private static final String LOGITS = "(SELECT *, array_max(v) AS m FROM %1$s)";
    private static final String EXPONENTIALS =
            "(SELECT *, transform(v, x -> float(exp(x - m))) AS e FROM " + LOGITS + ")";
    private static final String SUMS =
            "(SELECT *, aggregate(e, 0F, (s, x) -> float(s + x)) AS total FROM " + EXPONENTIALS + ")";
    private static final String GATED =
            "SELECT sum(transform(slice(v, 1, %2$d), (x, i) -> float(x * %3$s))[0]) FROM %1$s";

    /** A function's call, and the query that the built-ins need for it: of the table, half the length, and a gate. */
    private record Contestant(String call, String builtIns) {

        String ours(String table) {
            return "SELECT sum(%s) FROM %s".formatted(call, table);
        }

        String theirs(String table, int length) {
            return builtIns.formatted(table, length / 2, gate(length / 2));
        }

        private String gate(int half) {
            String y = "v[i + " + half + "]";
            return switch (call.substring(0, call.indexOf('('))) {
                case "glu" -> "1 / (1 + exp(-" + y + "))";
                case "swiglu" -> y + " / (1 + exp(-" + y + "))";
                default ->
                    "0.5D * " + y + " * (1 + tanh(0.7978845608028654D * (" + y + " + 0.044715D * pow(" + y + ", 3))))";
            };
        }
    }

    /** Softmax binds the maximum and the sum by aggregate: Spark puts a column into the lambda and computes it for each value. */
    private static final List<Contestant> ALL = List.of(
            new Contestant(
                    "softmax(v)[0]",
                    "SELECT sum(aggregate(e, 0F, (s, x) -> float(s + x), s -> transform(e, x -> float(x / s)))[0]) FROM "
                            + "(SELECT aggregate(v, float('-Infinity'), (m, x) -> greatest(m, x), "
                            + "m -> transform(v, x -> float(exp(x - m)))) AS e FROM %1$s)"),
            new Contestant(
                    "log_softmax(v)[0]", "SELECT sum(transform(v, x -> float(x - m - ln(total)))[0]) FROM " + SUMS),
            new Contestant(
                    "cross_entropy_loss(v, id % " + SHORT + ")",
                    "SELECT sum(float(m + ln(total) - v[id %% " + SHORT + "])) FROM " + SUMS),
            new Contestant("glu(v)[0]", GATED),
            new Contestant("swiglu(v)[0]", GATED),
            new Contestant("geglu(v)[0]", GATED));

    private final SparkSession spark;
    private final Sizes sizes;
    private final Path work;

    RowFunctions(SparkSession spark, Sizes sizes, Path work) {
        this.spark = spark;
        this.sizes = sizes;
        this.work = work;
    }

    String table() {
        StringBuilder text = new StringBuilder(
                """
                ### Functions of a row

                Of `array<float>` in Parquet: %,d rows of %d, and as many values in rows of %d. The built-ins compute in the same steps:
                the maximum, `transform`, `aggregate`, `transform`; the gated units by one `transform` of the first half. Below them
                ML vectors of %d doubles, by `ActivationTransformer`.

                | query | n | ms | beside reading | built-ins, ms | ratio |
                |---|---|---|---|---|---|
                """
                        .formatted(sizes.rows(), LONG, SHORT, LONG));
        String longRows = Layers.write(spark, work.resolve("long"), sizes.rows(), LONG);
        String shortRows = Layers.write(spark, work.resolve("short"), sizes.rows() * LONG / SHORT, SHORT);
        appendRows(text, longRows, LONG);
        appendRows(text, shortRows, SHORT);
        appendVectors(text, longRows);
        return text.toString();
    }

    private void appendRows(StringBuilder text, String table, int length) {
        Contest contest = new Contest(spark).with("read", "SELECT sum(v[0]) FROM " + table);
        for (Contestant one : ALL) {
            contest.with(one.call(), one.ours(table)).with("built-ins of " + one.call(), one.theirs(table, length));
        }
        Map<String, Double> times = contest.run();
        double read = times.get("read");
        text.append("| `sum(v[0])`: reading the column alone | %d | %.0f | | | |\n".formatted(length, read));
        for (Contestant one : ALL) {
            double ours = times.get(one.call());
            double theirs = times.get("built-ins of " + one.call());
            text.append("| `sum(%s)` | %d | %.0f | %.2f × | %.0f | %.2f |\n"
                    .formatted(one.call(), length, ours, ours / read, theirs, ours / theirs));
        }
    }

    private void appendVectors(StringBuilder text, String table) {
        Path folder = work.resolve("vectors");
        spark.sql("SELECT v FROM " + table)
                .select(array_to_vector(col("v")).as("v"))
                .write()
                .parquet(folder.toString());
        Dataset<Row> vectors = spark.read().parquet(folder.toString());
        Map<String, String> views = new LinkedHashMap<>();
        Contest contest = new Contest(spark).with("read", view("vectors_read", vectors, "v"));
        for (String function : List.of("gelu", "softmax", "log_softmax")) {
            ActivationTransformer stage = new ActivationTransformer()
                    .setInputCol("v")
                    .setOutputCol("y")
                    .setActivation(function);
            views.put(function, view("vectors_" + function, stage.transform(vectors), "y"));
        }
        views.forEach(contest::with);
        Map<String, Double> times = contest.run();
        double read = times.get("read");
        text.append("| the first element of ML vectors | %d | %.0f | | | |\n".formatted(LONG, read));
        views.keySet()
                .forEach(function -> text.append("| `%s` of ML vectors | %d | %.0f | %.2f × | | |\n"
                        .formatted(function, LONG, times.get(function), times.get(function) / read)));
    }

    /** The query of the sum of first elements of a column of vectors. */
    private static String view(String name, Dataset<Row> rows, String column) {
        rows.select(sum(vector_to_array(col(column), "float64").getItem(0)).as("total"))
                .createOrReplaceTempView(name);
        return "SELECT * FROM " + name;
    }
}

package dev.activations.benchmarks.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** {@code sum(f(x))} over a cached column of doubles, beside the same of Spark's built-ins. */
final class ScalarFunctions {

    private final SparkSession spark;
    private final Sizes sizes;

    ScalarFunctions(SparkSession spark, Sizes sizes) {
        this.spark = spark;
        this.sizes = sizes;
    }

    String table() {
        spark.sql("SELECT 2 * randn(1) AS x FROM range(0, %d, 1, 1)".formatted(sizes.numbers()))
                .createOrReplaceTempView("numbers");
        spark.sql("CACHE TABLE numbers");
        String table = measured();
        spark.sql("UNCACHE TABLE numbers");
        return table;
    }

    private String measured() {
        Map<Formula, Map<String, Double>> times = new LinkedHashMap<>();
        Formula.ALL.forEach(formula -> times.put(formula, contest(formula).run()));
        double alone = new Contest(spark).with("sum", sum("x")).run().get("sum");
        StringBuilder table = new StringBuilder(
                """
                ### Numbers

                `sum(f(x))` over a cached column of %,d doubles, normal with a spread of 2; `sum(x)` alone takes %.0f ms.

                | function | ms | built-ins, ms | ratio | the built-ins |
                |---|---|---|---|---|
                """
                        .formatted(sizes.numbers(), alone));
        times.forEach((formula, measured) -> table.append(row(formula, measured)));
        return table.toString();
    }

    private Contest contest(Formula formula) {
        Contest contest = new Contest(spark).with("ours", sum(formula.call()));
        return formula.hasBuiltIns() ? contest.with("theirs", sum(formula.builtIns())) : contest;
    }

    private static String sum(String expression) {
        return "SELECT sum(%s) FROM numbers".formatted(expression);
    }

    private static String row(Formula formula, Map<String, Double> times) {
        double ours = times.get("ours");
        if (!formula.hasBuiltIns()) {
            return "| `%s` | %.0f | | | Spark has no erf |\n".formatted(formula.call(), ours);
        }
        double theirs = times.get("theirs");
        return "| `%s` | %.0f | %.0f | %.2f | `%s` |\n"
                .formatted(formula.call(), ours, theirs, ours / theirs, formula.builtIns());
    }
}

package dev.activations.benchmarks.sql;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** {@code activation_stats} of a Parquet column of arrays, beside reading it and beside {@code posexplode} and groupBy. */
final class Aggregates {

    private static final int WIDTH = 1024;

    /** What the table says of each query. */
    private static final Map<String, String> ROWS = rows();

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("read", "`sum(v[0])`: reading the column alone");
        rows.put("counts", "`unit_firing_counts(v)`");
        rows.put("stats", "`activation_stats(v, 'relu')`");
        rows.put("10", "the same, 10 groups");
        rows.put("1000", "the same, 1,000 groups");
        rows.put("exploded", "the figures of one group by `posexplode`, `groupBy` and the built-ins for them");
        rows.put("once", "the same in a single pass, by sums of powers (which are not stable)");
        return rows;
    }

    private final SparkSession spark;
    private final Sizes sizes;
    private final Path work;

    Aggregates(SparkSession spark, Sizes sizes, Path work) {
        this.spark = spark;
        this.sizes = sizes;
        this.work = work;
    }

    String table() {
        String table = Layers.write(spark, work.resolve("layers"), sizes.samples(), WIDTH);
        Map<String, Double> times = new Contest(spark)
                .with("read", "SELECT sum(v[0]) FROM " + table)
                .with("stats", "SELECT activation_stats(v, 'relu') FROM " + table)
                .with("counts", "SELECT unit_firing_counts(v) FROM " + table)
                .with("10", groups(table, 10))
                .with("1000", groups(table, 1000))
                .with("exploded", exploded(table))
                .with("once", explodedOnce(table))
                .run();
        StringBuilder text = new StringBuilder(
                """
                ### Aggregates

                Over `array<float>`[%d] in %,d rows of Parquet, outputs of ReLU units.

                | query | ms | beside reading |
                |---|---|---|
                """
                        .formatted(WIDTH, sizes.samples()));
        ROWS.forEach((name, words) -> text.append(
                "| %s | %.0f | %.2f × |\n".formatted(words, times.get(name), times.get(name) / times.get("read"))));
        return text.append(
                        """

                        activation_stats is %.1f times as fast as posexplode and groupBy (%.1f times in a single pass); 1,000 groups
                        take %.2f times what 10 do.
                        """
                                .formatted(
                                        times.get("exploded") / times.get("stats"),
                                        times.get("once") / times.get("stats"),
                                        times.get("1000") / times.get("10")))
                .toString();
    }

    private static String groups(String table, int groups) {
        return "SELECT id % " + groups + ", activation_stats(v, 'relu') FROM " + table + " GROUP BY 1";
    }

    /** The struct's figures by the built-ins for them: one pass by unit, one over all values. */
    private static String exploded(String table) {
        return """
                WITH exploded AS (SELECT posexplode(v) AS (unit, a) FROM %s)
                SELECT * FROM (
                  SELECT count(*) AS units, max(n) AS samples, sum(n) AS `values`, sum(nan) AS nan, sum(infinite) AS infinite,
                    count_if(fired = 0) AS never_fired, count_if(fired = 0 AND 1 - pow(0.05, 1 / n) <= 0.01) AS dead,
                    sum(zeros) / sum(n) AS zero_fraction, min(low) AS min, max(high) AS max
                  FROM (
                    SELECT unit, count(a) AS n, count_if(a > 0) AS fired, count_if(a = 0) AS zeros,
                      count_if(isnan(a)) AS nan, count_if(abs(a) = double('Infinity')) AS infinite, min(a) AS low,
                      max(a) AS high
                    FROM exploded GROUP BY unit
                  )
                ), (SELECT avg(double(a)) AS mean, stddev_pop(double(a)), skewness(double(a)) FROM exploded)"""
                .formatted(table);
    }

    /** The same in a single pass, by sums of powers, which lose the spread of values that are large beside it. */
    private static String explodedOnce(String table) {
        return """
                SELECT units, samples, n, nan, infinite, never_fired, dead, zeros / n AS zero_fraction, mean, low, high,
                  sqrt(squares / n - mean * mean) AS deviation,
                  (cubes / n - 3 * mean * squares / n + 2 * pow(mean, 3)) / pow(squares / n - mean * mean, 1.5) AS skewness
                FROM (
                  SELECT count(*) AS units, max(n) AS samples, sum(n) AS n, sum(nan) AS nan, sum(infinite) AS infinite,
                    count_if(fired = 0) AS never_fired, count_if(fired = 0 AND 1 - pow(0.05, 1 / n) <= 0.01) AS dead,
                    sum(zeros) AS zeros, sum(sums) / sum(n) AS mean, sum(squares) AS squares, sum(cubes) AS cubes,
                    min(low) AS low, max(high) AS high
                  FROM (
                    SELECT unit, count(a) AS n, count_if(a > 0) AS fired, count_if(a = 0) AS zeros,
                      count_if(isnan(a)) AS nan, count_if(abs(a) = double('Infinity')) AS infinite, sum(double(a)) AS sums,
                      sum(double(a) * a) AS squares, sum(double(a) * a * a) AS cubes, min(a) AS low, max(a) AS high
                    FROM (SELECT posexplode(v) AS (unit, a) FROM %s) GROUP BY unit
                  )
                )"""
                .formatted(table);
    }
}

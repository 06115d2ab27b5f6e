package dev.activations.benchmarks.sql;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** gelu of a Parquet column of arrays, beside reading the column and beside {@code transform}. */
final class ArrayFunctions {

    private static final int WIDTH = 512;
    private static final String LAMBDA = "0.5F * x * (1 + tanh(0.7978845608028654D * (x + 0.044715D * x * x * x)))";

    private final SparkSession spark;
    private final Sizes sizes;
    private final Path work;

    ArrayFunctions(SparkSession spark, Sizes sizes, Path work) {
        this.spark = spark;
        this.sizes = sizes;
        this.work = work;
    }

    String table() {
        String table = Layers.write(spark, work.resolve("arrays"), sizes.arrays(), WIDTH);
        Map<String, Double> times = new Contest(spark)
                .with("read", "SELECT sum(v[0]) FROM " + table)
                .with("gelu", "SELECT sum(gelu(v)[0]) FROM " + table)
                .with("transform", "SELECT sum(transform(v, x -> float(" + LAMBDA + "))[0]) FROM " + table)
                .run();
        return """
                ### Arrays

                gelu of `array<float>`[%d] in %,d rows of Parquet.

                | query | ms | beside reading |
                |---|---|---|
                | `sum(v[0])`: reading the column alone | %.0f | |
                | `sum(gelu(v)[0])` | %.0f | %.2f × |
                | `sum(transform(v, x -> …)[0])` | %.0f | %.1f × |

                gelu is %.1f times as fast as transform.
                """
                .formatted(
                        WIDTH,
                        sizes.arrays(),
                        times.get("read"),
                        times.get("gelu"),
                        times.get("gelu") / times.get("read"),
                        times.get("transform"),
                        times.get("transform") / times.get("read"),
                        times.get("transform") / times.get("gelu"));
    }
}

import static dev.activations.spark.functions.leaky_relu;
import static dev.activations.spark.functions.relu;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A client of Spark Connect that uses the functions and the diagnosis that the server has: {@code ConnectClient ADDRESS}. Fails where a
 * result is not the expected one. scripts/test-connect starts the server.
 */
final class ConnectClient {

    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder().remote(arguments[0]).getOrCreate();
        try {
            expect("[0.841192]", spark.sql("SELECT round(gelu(1D), 6)").first());
            expect("[1.5,-0.4]", spark.sql("SELECT relu(1.5F), leaky_relu(-2D, alpha => 0.2D)").first());
            expect("[0.0,2.0]", spark.sql("SELECT explode(array(relu(array(-1F, 2F)))) AS y").selectExpr("y[0]", "y[1]").first());
            expect(
                    "[3.0,-0.5]",
                    spark.sql("SELECT 3D AS x").select(relu(col("x")), leaky_relu(col("x").multiply(-1), 0.5 / 3)).first());
            Row stats = spark.sql("SELECT array(0F, float(id)) AS v, id FROM range(600)")
                    .agg(expr("activation_stats(v, 'relu', id % 200)").as("s"), expr("unit_firing_counts(v)").as("c"))
                    .selectExpr("s.samples", "s.never_fired_units", "s.dead_units", "c[1]")
                    .first();
            expect("[200,1,0,599]", stats);
            Row diagnosed = spark.sql("SELECT layer, dead_units FROM diagnose(TABLE(SELECT 'fc' AS layer, id AS sample,"
                            + " array(0F, float(id)) AS post FROM range(1, 301)), 'layers', activation => map('fc', 'relu'))")
                    .first();
            expect("[fc,1]", diagnosed);
            System.out.println("Spark Connect " + spark.version() + ": the client has the functions and the diagnosis of the server");
        } finally {
            spark.stop();
        }
    }

    private static void expect(String expected, Row row) {
        if (!row.toString().equals(expected)) {
            throw new AssertionError("expected " + expected + ", got " + row);
        }
    }
}

package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.holdenkarau.spark.testing.DataframeGenerator;
import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import com.holdenkarau.spark.testing.SparkSessionProvider;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scalacheck.Gen;
import org.scalacheck.rng.Seed;

/**
 * Frames of random rows, made and compared by spark-testing-base. Its generator makes no NaN, infinity or -0.0, so these
 * are added; its comparison has a tolerance for top-level numbers only.
 */
class RandomRowsTest extends JavaDatasetSuiteBase {

    private static final long serialVersionUID = 1;
    private static final StructType COLUMNS = StructType.fromDDL("d double, f float, ds array<double>");
    private static final int ROWS = 200;

    @Override
    public boolean enableHiveSupport() {
        return false;
    }

    @BeforeEach
    void useTheSharedSession() {
        SparkSessionProvider._sparkSession_$eq(Sessions.shared());
        Sessions.shared().createDataFrame(rows(), COLUMNS).createOrReplaceTempView("random_rows");
    }

    @Test
    void formulaWrittenInSqlGivesTheSameNumbers() {
        assertDataFrameApproximateEquals(
                sql("SELECT IF(d IS NULL, NULL, greatest(d, 0D)) AS relu, 1 / (1 + exp(-d)) AS sigmoid, "
                        + "IF(d > 0, d, expm1(d)) AS elu, f AS identity FROM random_rows WHERE NOT isnan(d)"),
                sql("SELECT relu(d) AS relu, sigmoid(d) AS sigmoid, elu(d) AS elu, identity(f) AS identity "
                        + "FROM random_rows WHERE NOT isnan(d)"),
                1e-12);
    }

    @Test
    void generatedAndInterpretedCodeAgree() {
        String query = "SELECT gelu(d), mish_derivative(f), to_json(array(swish(ds))), to_json(array(softmax(ds))) "
                + "FROM random_rows";
        List<Row> generated = Sessions.with(Sessions.GENERATED, () -> sql(query).collectAsList());
        List<Row> interpreted =
                Sessions.with(Sessions.INTERPRETED, () -> sql(query).collectAsList());
        assertThat(generated).hasSize(ROWS + 4).isEqualTo(interpreted);
    }

    private static Dataset<Row> sql(String query) {
        return Sessions.shared().sql(query);
    }

    private static List<Row> rows() {
        Gen<Row> generator = DataframeGenerator.getRowGenerator(COLUMNS);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Seed seed = Seed.apply(i);
            rows.add(generator.withPerturb(ignored -> seed).sample().get());
        }
        for (double special : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0}) {
            rows.add(RowFactory.create(special, (float) special, new double[] {1, special}));
        }
        return rows;
    }
}

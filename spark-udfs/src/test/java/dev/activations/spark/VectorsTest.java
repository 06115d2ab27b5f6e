package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns of Spark ML's vectors. */
class VectorsTest {

    @BeforeAll
    static void makeView() {
        List<Row> rows = List.of(
                RowFactory.create(0, Vectors.dense(-1, 0, 2.5)),
                RowFactory.create(1, Vectors.sparse(4, new int[] {1, 3}, new double[] {-2, 3})),
                RowFactory.create(2, null));
        StructType columns = new StructType().add("id", "int").add("v", SQLDataTypes.VectorType());
        JavaSparkContext context = new JavaSparkContext(Sessions.shared().sparkContext());
        Sessions.shared().createDataFrame(context.parallelize(rows, 1), columns).createOrReplaceTempView("vectors");
    }

    static Stream<Entry> entries() {
        return Catalogue.entries().stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void vectorGivesTheNumbersThatItsArrayGives(Entry entry) {
        String ofVector = Calls.of(entry, entry.name(), "v");
        for (Map<String, String> settings : List.of(Sessions.GENERATED, Sessions.INTERPRETED)) {
            List<Row> rows = Sessions.with(settings, () -> query(ofVector));
            for (int id = 0; id < 2; id++) {
                double[] x = query("v").get(id).<Vector>getAs(0).toArray();
                String ofArray = Calls.of(entry, entry.name(), "array(" + literals(x) + ")");
                List<Double> expected = Sessions.row("SELECT " + ofArray).getList(0);
                assertThat(rows.get(id).<Vector>getAs(0).toArray())
                        .containsExactly(expected.stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray());
            }
            assertThat(rows.get(2).isNullAt(0)).isTrue();
        }
    }

    @Test
    void sparseVectorStaysSparseWhereTheFunctionOfZeroIsZero() {
        assertThat(query("relu(v)").get(1).<Vector>getAs(0))
                .isEqualTo(Vectors.sparse(4, new int[] {1, 3}, new double[] {0, 3}))
                .isInstanceOf(SparseVector.class);
        assertThat(query("sigmoid(v)").get(1).<Vector>getAs(0)).isInstanceOf(DenseVector.class);
        assertThat(query("relu_derivative(v)").get(1).<Vector>getAs(0)).isInstanceOf(SparseVector.class);
        assertThat(query("gelu_derivative(v)").get(1).<Vector>getAs(0)).isInstanceOf(DenseVector.class);
        assertThat(query("tanh(v)").get(1).<Vector>getAs(0)).isInstanceOf(SparseVector.class);
    }

    @Test
    void typeOfTheColumnStaysVector() {
        assertThat(Sessions.shared()
                        .sql("SELECT leaky_relu(v, id) FROM vectors")
                        .schema()
                        .fields()[0]
                        .dataType())
                .isEqualTo(SQLDataTypes.VectorType());
    }

    private static String literals(double[] values) {
        return java.util.Arrays.stream(values)
                .mapToObj(v -> v + "D")
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private static List<Row> query(String column) {
        return Sessions.shared()
                .sql("SELECT " + column + " FROM vectors ORDER BY id")
                .collectAsList();
    }
}

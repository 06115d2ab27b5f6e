package dev.activations.spark.catalyst;

import static dev.activations.spark.catalyst.Way.STAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** What the functions take. */
final class InputFeatures {

    private InputFeatures() {}

    static List<Feature> inputs() {
        return List.of(
                Feature.of("float stays float, double stays double", way -> {
                    assertThat(way.value("leaky_relu", "-2F")).isEqualTo(-0.02f);
                    assertThat(way.value("leaky_relu", "-2D")).isEqualTo(-0.02);
                }),
                Feature.of("integers and decimals become double", way -> {
                    for (String number : List.of("-2Y", "-2S", "-2", "-2L", "-2.0BD")) {
                        assertThat(way.value("leaky_relu", number)).isEqualTo(-0.02);
                    }
                }),
                Feature.of("text is taken as Spark's own functions take it", InputFeatures::textAsNumber)
                        .but(STAGE, "refused", way -> assertThatThrownBy(() -> way.value("relu", "'2'"))
                                .hasMessage("column stage_input is of type string; relu takes numbers, arrays of "
                                        + "numbers or vectors")),
                Feature.of("array&lt;float&gt;, array&lt;double&gt;", way -> {
                    assertThat(Way.list(way.value("relu", "array(-2F, 3F)"))).containsExactly(0f, 3f);
                    assertThat(Way.list(way.value("relu", "array(-2D, 3D)"))).containsExactly(0.0, 3.0);
                }),
                Feature.of("arrays of integers and decimals become array&lt;double&gt;", way -> {
                    assertThat(Way.list(way.value("relu", "array(-2, 3)"))).containsExactly(0.0, 3.0);
                    assertThat(Way.list(way.value("relu", "array(-0.5, 1.5)"))).containsExactly(0.0, 1.5);
                }),
                Feature.of("arrays of arrays, inner array by inner array", way -> {
                    List<Object> inner = Way.list(way.value("softmax", "array(array(0F, 0F), NULL)"));
                    assertThat(Way.list(inner.get(0))).containsExactly(0.5f, 0.5f);
                    assertThat(inner.get(1)).isNull();
                }),
                Feature.of("Spark ML vectors", way -> assertThat(onVector(way, "relu", Vectors.dense(-2, 3)))
                        .isEqualTo(Vectors.dense(0, 3))),
                Feature.of("sparse vectors stay sparse where f(0) = 0", way -> {
                    Vector sparse = Vectors.sparse(9, new int[] {4}, new double[] {3});
                    assertThat(onVector(way, "relu", sparse))
                            .isInstanceOf(SparseVector.class)
                            .isEqualTo(sparse);
                    assertThat(onVector(way, "sigmoid", sparse)).isNotInstanceOf(SparseVector.class);
                }),
                Feature.of("NULL gives NULL, a NULL element stays in its place", way -> {
                    assertThat(way.value("relu", "CAST(NULL AS double)")).isNull();
                    assertThat(way.value("relu", "CAST(NULL AS array<float>)")).isNull();
                    assertThat(Way.list(way.value("relu", "array(1F, NULL)"))).containsExactly(1f, null);
                    assertThat(way.value("softmax", "array(1F, NULL)")).isNull();
                }),
                Feature.of("NaN gives NaN, ±Infinity the limit", way -> {
                    assertThat(way.value("relu", "double('NaN')")).isEqualTo(Double.NaN);
                    assertThat(way.value("sigmoid", "float('Infinity')")).isEqualTo(1f);
                    assertThat(way.value("sigmoid", "double('-Infinity')")).isEqualTo(0.0);
                }));
    }

    private static void textAsNumber(Way way) {
        assertThat(way.value("relu", "'2'")).isEqualTo(2.0);
        assertThatThrownBy(() -> way.value("relu", "'many'")).hasStackTraceContaining("CAST_INVALID_INPUT");
        assertThat(Way.notAnsi(() -> way.value("relu", "'many'"))).isNull();
    }

    private static Object onVector(Way way, String function, Vector vector) {
        Dataset<Row> rows = Way.session()
                .createDataFrame(
                        List.of(RowFactory.create(vector)), new StructType().add("v", SQLDataTypes.VectorType()));
        return way.add(rows, "y", FunctionUse.of(function, "v")).first().getAs("y");
    }
}

package dev.activations.spark.catalyst.catalog;

import static dev.activations.spark.catalyst.catalog.Way.SCRIPT;
import static dev.activations.spark.catalyst.catalog.Way.STAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.AnalysisException;
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
                        })
                        .but(SCRIPT, "all become double", way -> {
                            assertThat(way.value("leaky_relu", "-2F")).isEqualTo(-0.02);
                            assertThat(way.value("leaky_relu", "-2D")).isEqualTo(-0.02);
                        }),
                Feature.of("integers and decimals become double", way -> {
                    for (String number : List.of("-2Y", "-2S", "-2", "-2L", "-2.0BD")) {
                        assertThat(way.value("leaky_relu", number)).isEqualTo(-0.02);
                    }
                }),
                Feature.of("text is converted as for Spark's own functions", InputFeatures::textAsNumber)
                        .but(STAGE, "rejected", way -> assertThatThrownBy(() -> way.value("relu", "'2'"))
                                .hasMessage("column stage_input is of type string; relu takes numbers, arrays of "
                                        + "numbers or vectors"))
                        .but(SCRIPT, "in the ANSI mode that the script ran in", InputFeatures::textInModeOfTheScript),
                Feature.of("array&lt;float&gt;, array&lt;double&gt;", way -> {
                            assertThat(Way.list(way.value("relu", "array(-2F, 3F)")))
                                    .containsExactly(0f, 3f);
                            assertThat(Way.list(way.value("relu", "array(-2D, 3D)")))
                                    .containsExactly(0.0, 3.0);
                        })
                        .but(
                                SCRIPT,
                                "in functions of a whole array; else the formula, in <code>transform</code>",
                                InputFeatures::formulaInTransform),
                Feature.of("arrays of integers and decimals become array&lt;double&gt;", way -> {
                            assertThat(Way.list(way.value("relu", "array(-2, 3)")))
                                    .containsExactly(0.0, 3.0);
                            assertThat(Way.list(way.value("relu", "array(-0.5, 1.5)")))
                                    .containsExactly(0.0, 1.5);
                        })
                        .but(SCRIPT, "in functions of a whole array", way -> {
                            assertThat(Way.list(way.value("softmax", "array(1, 1)")))
                                    .containsExactly(0.5, 0.5);
                            assertThat(Way.list(way.value("softmax", "array(0.5, 0.5)")))
                                    .containsExactly(0.5, 0.5);
                            assertRefused(way, "relu", "array(-2, 3)");
                        }),
                Feature.of("arrays of arrays, inner array by inner array", way -> {
                            List<Object> inner = Way.list(way.value("softmax", "array(array(0F, 0F), NULL)"));
                            assertThat(Way.list(inner.get(0))).containsExactly(0.5f, 0.5f);
                            assertThat(inner.get(1)).isNull();
                        })
                        .but(SCRIPT, "no", way -> assertRefused(way, "softmax", "array(array(0D, 0D))")),
                Feature.of("Spark ML vectors", way -> assertThat(onVector(way, "relu", Vectors.dense(-2, 3)))
                                .isEqualTo(Vectors.dense(0, 3)))
                        .but(SCRIPT, "no", way -> assertThatThrownBy(() -> onVector(way, "relu", Vectors.dense(-2, 3)))
                                .hasMessageContaining("DATATYPE_MISMATCH")),
                Feature.of("sparse vectors stay sparse where f(0) = 0", way -> {
                            Vector sparse = Vectors.sparse(9, new int[] {4}, new double[] {3});
                            assertThat(onVector(way, "relu", sparse))
                                    .isInstanceOf(SparseVector.class)
                                    .isEqualTo(sparse);
                            assertThat(onVector(way, "sigmoid", sparse)).isNotInstanceOf(SparseVector.class);
                        })
                        .notIn(SCRIPT),
                Feature.of("NULL gives NULL, a NULL element stays in its place", way -> {
                            assertThat(way.value("relu", "CAST(NULL AS double)"))
                                    .isNull();
                            assertThat(way.value("relu", "CAST(NULL AS array<float>)"))
                                    .isNull();
                            assertThat(Way.list(way.value("relu", "array(1F, NULL)")))
                                    .containsExactly(1f, null);
                            assertThat(way.value("softmax", "array(1F, NULL)")).isNull();
                        })
                        .but(SCRIPT, "NULL gives NULL", way -> {
                            assertThat(way.value("relu", "CAST(NULL AS double)"))
                                    .isNull();
                            assertThat(way.value("softmax", "CAST(NULL AS array<float>)"))
                                    .isNull();
                            assertThat(way.value("softmax", "array(1F, NULL)")).isNull();
                        }),
                Feature.of("NaN gives NaN, ±Infinity the limit", way -> {
                            assertThat(way.value("relu", "double('NaN')")).isEqualTo(Double.NaN);
                            assertThat(way.value("sigmoid", "float('Infinity')"))
                                    .isEqualTo(1f);
                            assertThat(way.value("sigmoid", "double('-Infinity')"))
                                    .isEqualTo(0.0);
                        })
                        .but(SCRIPT, "yes", way -> {
                            assertThat(way.value("relu", "double('NaN')")).isEqualTo(Double.NaN);
                            assertThat(way.value("sigmoid", "float('Infinity')"))
                                    .isEqualTo(1.0);
                            assertThat(way.value("sigmoid", "double('-Infinity')"))
                                    .isEqualTo(0.0);
                        }));
    }

    private static void textAsNumber(Way way) {
        assertThat(way.value("relu", "'2'")).isEqualTo(2.0);
        assertThatThrownBy(() -> way.value("relu", "'many'")).hasStackTraceContaining("CAST_INVALID_INPUT");
        assertThat(way.notAnsi(() -> way.value("relu", "'many'"))).isNull();
    }

    private static void textInModeOfTheScript(Way way) {
        assertThat(way.value("relu", "'2'")).isEqualTo(2.0);
        way.notAnsi(() -> way.session().sql(ScriptSession.reluCalled("lenient_relu")));
        assertThat(way.value("lenient_relu", "'many'")).isNull();
        assertThatThrownBy(() -> way.notAnsi(() -> way.value("relu", "'many'")))
                .hasStackTraceContaining("CAST_INVALID_INPUT");
    }

    /** SQL functions do not go into lambdas either. */
    private static void formulaInTransform(Way way) {
        assertThat(Way.list(way.value("softmax", "array(0F, 0F)"))).containsExactly(0.5, 0.5);
        assertRefused(way, "relu", "array(-2D, 3D)");
        assertThatThrownBy(() -> way.sql("transform(array(-2D, 3D), x -> relu(x))"))
                .isInstanceOf(AnalysisException.class);
        String formula = SqlFormulas.SCALARS.get("relu").value();
        assertThat(Way.list(way.sql("transform(array(-2D, 3D), x -> " + formula + ")")))
                .containsExactly(0.0, 3.0);
    }

    private static void assertRefused(Way way, String function, String input) {
        assertThatThrownBy(() -> way.value(function, input)).hasMessageContaining("DATATYPE_MISMATCH");
    }

    private static Object onVector(Way way, String function, Vector vector) {
        Dataset<Row> rows = way.session()
                .createDataFrame(
                        List.of(RowFactory.create(vector)), new StructType().add("v", SQLDataTypes.VectorType()));
        return way.add(rows, "y", FunctionUse.of(function, "v")).first().getAs("y");
    }
}

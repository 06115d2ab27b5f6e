package dev.activations.spark;

import static dev.activations.spark.Sessions.row;
import static dev.activations.spark.Sessions.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses of predictions and targets, and gradients through a softmax, in SQL. Expected numbers are PyTorch's. */
class LossesTest {

    private static final Map<String, String> NOT_ANSI = Map.of("spark.sql.ansi.enabled", "false");
    private static final List<Map<String, String>> CODE = List.of(Sessions.GENERATED, Sessions.INTERPRETED);

    @BeforeAll
    static void makeViews() {
        Sessions.shared()
                .sql(
                        "SELECT id, array(id * 0D, 1D) AS a, array(float(id) * 0F, 1F) AS f, double(id) AS d FROM range(2)")
                .createOrReplaceTempView("loss_rows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mse_loss(0.5D, 2D) | 2.25",
                "mse_loss(0.5F, 2F) | 2.25",
                "mse_loss(array(1D, 2D, 4D), array(1D, 1D, 1D)) | 3.3333333333333335",
                "mse_loss(array(1D, 2D, 4D), array(1D, 1D, 1D), 'sum') | 10.0",
                "mse_loss(target => array(1, 1, 1), prediction => array(1, 2, 4), reduction => 'sum') | 10.0",
                "bce_loss(0.5D, 1D) | 0.6931471805599453",
                "bce_loss(1D, 0D) | 100.0",
                "bce_with_logits_loss(0D, 1D) | 0.6931471805599453",
                "bce_with_logits_loss(-1000D, 1D) | 1000.0",
                "bce_with_logits_loss(1000F, 1F) | 0.0",
                "cross_entropy_loss(array(0D, 0D), 0) | 0.6931471805599453",
                "cross_entropy_loss(array(0F, 0F), 1L) | 0.6931472",
                "cross_entropy_loss(array(1000D, 0D), 1) | 1000.0",
                "cross_entropy_loss(logits => array(0, 0), class_index => '1') | 0.6931471805599453",
            })
    void lossIsOneNumberForEachRow(String call, double expected) {
        for (Map<String, String> settings : CODE) {
            Number loss = (Number) Sessions.with(settings, () -> value("SELECT " + call));
            double oneUlp = loss instanceof Float ? Math.ulp((float) expected) : Math.ulp(expected);
            assertThat(loss.doubleValue()).isCloseTo(expected, within(oneUlp));
        }
    }

    @Test
    void lossesOfElementsStayApartWithoutReduction() {
        for (Map<String, String> settings : CODE) {
            Row row = Sessions.with(
                    settings,
                    () -> row("SELECT mse_loss(a, array(1D, 3D), reduction => 'none'), "
                            + "mse_loss(f, array(1F, NULL), 'none'), mse_loss(d, 3D, 'none') FROM loss_rows"));
            assertThat(row.toString()).isEqualTo("[ArraySeq(1.0, 4.0),ArraySeq(1.0, null),9.0]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mse_loss(1F, 1F) | FLOAT",
                "mse_loss(1F, 1D) | DOUBLE",
                "mse_loss(1F, 1) | DOUBLE",
                "mse_loss('1', 1.5) | DOUBLE",
                "mse_loss(array(1F), array(1F)) | FLOAT",
                "mse_loss(array(1F), array(1)) | DOUBLE",
                "mse_loss(array(1F), array(1F), 'none') | ARRAY<FLOAT>",
                "mse_loss(array(1F), array(1D), 'none') | ARRAY<DOUBLE>",
                "cross_entropy_loss(array(1F), 0) | FLOAT",
                "cross_entropy_loss(array(1.5), 0Y) | DOUBLE",
                "softmax_backward(array(1F), array(1F)) | ARRAY<FLOAT>",
                "log_softmax_backward(array(1F), array(1.5)) | ARRAY<DOUBLE>",
            })
    void resultIsFloatWhereBothInputsAre(String call, String type) {
        Row row = row("SELECT " + call);
        DataType given = row.schema().fields()[0].dataType();
        assertThat(given.sql()).isEqualTo(type);
        assertThat(row.get(0)).isNotNull();
    }

    @Test
    void nullGivesNull() {
        for (Map<String, String> settings : CODE) {
            assertThat(Sessions.with(
                                    settings,
                                    () -> row("SELECT mse_loss(NULL, 1D), mse_loss(d, NULL), mse_loss(a, NULL), "
                                            + "mse_loss(a, array(1D, NULL)), mse_loss(a, a, NULL), "
                                            + "mse_loss(a, a, reduction => CAST(NULL AS string)), "
                                            + "cross_entropy_loss(a, nullif(id, 0)), cross_entropy_loss(array(d, NULL), 0), "
                                            + "softmax_backward(a, array(NULL, d)), softmax_backward(NULL, a) "
                                            + "FROM loss_rows WHERE id = 0"))
                            .toSeq()
                            .forall(value -> value == null))
                    .isTrue();
        }
    }

    @Test
    void emptyArraysHaveNoMeanAndTheSumZero() {
        assertThat(row("SELECT mse_loss(array(), array()), bce_loss(array(), array(), 'sum'), "
                                + "mse_loss(array(), array(), 'none'), softmax_backward(array(), array())")
                        .toString())
                .isEqualTo("[NaN,0.0,ArraySeq(),ArraySeq()]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mse_loss(a, array(1D)) | mse_loss: its two inputs must be of the same length, got 2 and 1 values",
                "softmax_backward(f, array(1F)) | softmax_backward: its two inputs must be of the same length, got 2 and 1",
            })
    void inputsOfDifferentLengthStopTheQuery(String call, String sentence) {
        for (Map<String, String> settings : CODE) {
            assertThatThrownBy(() -> Sessions.with(settings, () -> value("SELECT " + call + " FROM loss_rows")))
                    .hasStackTraceContaining(sentence);
        }
    }

    @ParameterizedTest
    @CsvSource({"2", "-1", "9223372036854775807"})
    void classIndexOutOfRangeIsAnErrorInAnsiModeAndNullOtherwise(String index) {
        String sql = "SELECT cross_entropy_loss(a, " + index + ") FROM loss_rows WHERE id = 0";
        for (Map<String, String> settings : CODE) {
            assertThatThrownBy(() -> Sessions.with(settings, () -> value(sql)))
                    .rootCause()
                    .hasMessage("cross_entropy_loss: class must be from 0 to 1, as there are 2 logits, got " + index);
        }
        assertThat(Sessions.with(NOT_ANSI, () -> value(sql))).isNull();
    }

    @Test
    void emptyRowHasNoClass() {
        String sql = "SELECT cross_entropy_loss(slice(a, 1, 0), 0) FROM loss_rows WHERE id = 0";
        for (Map<String, String> settings : CODE) {
            assertThatThrownBy(() -> Sessions.with(settings, () -> value(sql)))
                    .rootCause()
                    .hasMessage("cross_entropy_loss: a row without logits has no class, got 0");
        }
        assertThat(Sessions.with(NOT_ANSI, () -> value(sql))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mse_loss(1D, array(1D)) | mse_loss takes two numbers, two arrays of numbers or two vectors, got DOUBLE and ARRAY<DOUBLE>",
                "bce_loss(true, 1) | bce_loss takes two numbers, two arrays of numbers or two vectors, got BOOLEAN and INT",
                "mse_loss(array(array(1D)), array(array(1D))) | mse_loss takes two numbers, two arrays of numbers or two vectors, got ARRAY<ARRAY<DOUBLE>> and ARRAY<ARRAY<DOUBLE>>",
                "softmax_backward(1, 2) | softmax_backward takes two arrays of numbers or two vectors, got INT and INT",
                "cross_entropy_loss(array(1D), 0D) | cross_entropy_loss takes an array of numbers or a vector, and an integer, got ARRAY<DOUBLE> and DOUBLE",
                "cross_entropy_loss(1D, 0) | cross_entropy_loss takes an array of numbers or a vector, and an integer, got DOUBLE and INT",
                "mse_loss(1D, 1D, 'max') | mse_loss: parameter reduction must be one of mean, sum, none, got max",
                "mse_loss(1D) | [REQUIRED_PARAMETER_NOT_FOUND]",
                "cross_entropy_loss(array(1D), 0, 'sum') | [WRONG_NUM_ARGS.WITHOUT_SUGGESTION]",
            })
    void unfitArgumentsAreRefusedInASentence(String call, String sentence) {
        assertThatThrownBy(() -> Sessions.shared().sql("SELECT " + call + " FROM range(0)"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void gradientThroughASoftmaxOfEqualScoresIsTheDifferenceFromTheMean() {
        assertThat(row("SELECT softmax_backward(array(0D, 0D), array(1D, 3D)), "
                                + "log_softmax_backward(array(0F, 0F), array(1F, 3F))")
                        .toString())
                .isEqualTo("[ArraySeq(-0.5, 0.5),ArraySeq(-1.0, 1.0)]");
    }

    @Test
    void vectorsServeAsRows() {
        Sessions.shared()
                .sql("SELECT array(0D, 0D) AS x, array(1D, 3D) AS u")
                .withColumn("x", org.apache.spark.ml.functions.array_to_vector(new org.apache.spark.sql.Column("x")))
                .withColumn("u", org.apache.spark.ml.functions.array_to_vector(new org.apache.spark.sql.Column("u")))
                .createOrReplaceTempView("loss_vectors");
        String sql = "SELECT mse_loss(x, u), mse_loss(x, u, 'none'), softmax_backward(x, u), cross_entropy_loss(x, 1), "
                + "mse_loss(x, NULL) FROM loss_vectors";
        for (Map<String, String> settings : CODE) {
            assertThat(Sessions.with(settings, () -> row(sql)).toString())
                    .isEqualTo("[5.0,[1.0,9.0],[-0.5,0.5],0.6931471805599453,null]");
        }
    }

    @Test
    void sparseVectorsServeAsRowsWithTheirZeros() {
        Vector sparse = Vectors.sparse(3, new int[] {1}, new double[] {2});
        Dataset<Row> rows = Sessions.shared()
                .createDataFrame(
                        List.of(RowFactory.create(sparse, Vectors.dense(1, 0, 0))),
                        new StructType().add("x", SQLDataTypes.VectorType()).add("t", SQLDataTypes.VectorType()));
        Row row = rows.selectExpr(
                        "mse_loss(x, t, 'none')",
                        "mse_loss(x, t, reduction => 'sum')",
                        "cross_entropy_loss(x, 1) = cross_entropy_loss(array(0D, 2D, 0D), 1)")
                .first();
        assertThat(row).hasToString("[[1.0,4.0,0.0],5.0,true]");
    }

    @Test
    void vectorsAreOfOneLength() {
        Dataset<Row> rows = Sessions.shared()
                .createDataFrame(
                        List.of(RowFactory.create(Vectors.dense(1, 2), Vectors.dense(1))),
                        new StructType().add("x", SQLDataTypes.VectorType()).add("t", SQLDataTypes.VectorType()));
        assertThatThrownBy(() -> rows.selectExpr("mse_loss(x, t)").first())
                .hasStackTraceContaining("mse_loss: its two inputs must be of the same length, got 2 and 1 values");
        assertThatThrownBy(() -> rows.selectExpr("mse_loss(x, array(1D))"))
                .hasMessageContaining("mse_loss takes two numbers, two arrays of numbers or two vectors");
    }

    @Test
    void resultIsNullableOnlyWhereItMayBeNull() {
        var fields = Sessions.shared()
                .sql("SELECT mse_loss(d, d), mse_loss(a, a), mse_loss(a, array(d, NULL)), cross_entropy_loss(a, id), "
                        + "softmax_backward(a, a) FROM loss_rows")
                .schema()
                .fields();
        assertThat(List.of(fields))
                .extracting(field -> field.nullable())
                .containsExactly(false, false, true, false, false);
        boolean nullable = Sessions.with(NOT_ANSI, () -> Sessions.shared()
                .sql("SELECT cross_entropy_loss(a, id) FROM loss_rows")
                .schema()
                .fields()[0]
                .nullable());
        assertThat(nullable).isTrue();
    }

    @Test
    void callIsPartOfWholeStageCodeGeneration() {
        String plan = value("EXPLAIN CODEGEN SELECT mse_loss(double(id), 1D), mse_loss(array(double(id)), array(1D)), "
                        + "cross_entropy_loss(array(double(id)), 0) FROM range(9)")
                .toString();
        assertThat(plan).contains("*(1) Project [", "KernelCalls.loss(", ".evaluate(");
    }
}

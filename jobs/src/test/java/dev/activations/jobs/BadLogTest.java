package dev.activations.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.StepWindow;
import dev.activations.jobs.model.Units;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log that cannot be judged is refused by one sentence that says what and where. */
class BadLogTest {

    private static final String TWO_WIDTHS =
            "layer fc of run run has rows of 2 values and rows of 3; a layer keeps its width within a run";

    private static Dataset<Row> good() {
        return TestLog.log().layer("fc1", 0, "relu").posts(3, 0f, 1f).rows();
    }

    @Test
    void columnThatIsMissing() {
        assertRefused(good().withColumnRenamed("layer", "module"))
                .hasMessage(
                        "the log has no column layer; it has run, step, module, depth, activation, sample, pre, post; if these"
                                + " are the columns, pass --column layer=module");
    }

    @Test
    void neitherInputsNorOutputs() {
        assertRefused(good().drop("pre", "post"))
                .hasMessage(
                        "the log has neither a column pre (inputs of the activation) nor post (outputs); it has run, step,"
                                + " layer, depth, activation, sample; if they have other names, pass --column layer=NAME --column"
                                + " post=NAME");
    }

    @Test
    void columnsOfOtherNamesAreGuessedAtOnce() {
        assertRefused(good().selectExpr("step AS global_step", "layer AS module", "post AS `output of it`", "run"))
                .hasMessage("the log has no column layer, and neither a column pre (inputs of the activation) nor post"
                        + " (outputs); it has global_step, module, output of it, run; if these are the columns, pass --column"
                        + " step=global_step --column layer=module --column 'post=output of it'");
        assertRefused(good().selectExpr("step", "layer", "post AS activation"))
                .hasMessageEndingWith("if these are the columns, pass --column post=activation");
    }

    @Test
    void missingColumnIsNamed() {
        assertThatThrownBy(() -> ActivationDiagnostics.on(good())
                        .withColumn(LogColumn.POST, "acts")
                        .run())
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("the log has no column acts; it has run, step");
    }

    @ParameterizedTest
    @CsvSource({
        "step, boolean, an integer",
        "layer, double, a string",
        "depth, date, an integer",
        "activation, boolean, a string",
        "sample, array<int>, an integer or a string",
        "run, double, a string"
    })
    void columnOfAnotherType(String column, String type, String expected) {
        assertRefused(good().withColumn(column, lit(null).cast(type)))
                .hasMessage("column %s must be %s, but is %s".formatted(column, expected, type));
    }

    @Test
    void fractionalNumberIsRejected() {
        assertRefused(good().withColumn("step", lit(1.5)))
                .hasMessage("column step holds '1.5', which is not a whole number");
        assertRefused(good().withColumn("step", lit("ten")))
                .hasMessage("column step holds 'ten', which is not a whole number");
        assertRefused(good().withColumn("depth", lit(Double.NaN)))
                .hasMessage("column depth holds 'NaN', which is not a whole number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "float | array(post)",
                "array<boolean> | transform(post, x -> float(x))",
                "string | from_json(post, 'array<double>')",
                "map<int,float> | map_values(post)",
                "struct<a:float,b:float> | array(post.`a`, post.`b`)"
            })
    void valuesOfAnotherType(String type, String expression) {
        assertRefused(good().withColumn("post", lit(null).cast(type)))
                .hasMessage(
                        "column post must be array<float> or array<double>, but is %s; --query \"SELECT * EXCEPT (post), %s"
                                + " AS post FROM log\" makes it one",
                        type, expression);
    }

    @Test
    void textAmongValuesThatIsNoNumber() {
        assertRefused(good().withColumn("post", array(lit("1"), lit("one"))))
                .hasMessage("column post holds 'one', which is not a number");
    }

    @Test
    void nestedArraysOfDifferentLengths() {
        assertRefused(good().selectExpr("*", "array(array(1F), array(1F, 2F)) AS nested")
                        .drop("post")
                        .withColumnRenamed("nested", "post"))
                .hasMessage(
                        "column post holds nested arrays of different lengths in one row; pad them and add a mask, or"
                                + " drop them");
    }

    @Test
    void nullInsideAShapeOrAMask() {
        assertRefused(good().selectExpr("*", "array(2, CAST(NULL AS int)) AS shape"))
                .hasMessage("layer fc1 of run run at step 0: column shape has NULL as its element 1");
        assertRefused(good().selectExpr("*", "array(CAST(NULL AS boolean), true) AS mask"))
                .hasMessage("layer fc1 of run run at step 0: column mask has NULL as its element 0");
    }

    @Test
    void nullLayer() {
        assertRefused(good().withColumn(
                                "layer", when(col("sample").equalTo(1), null).otherwise(col("layer"))))
                .hasMessage("a row of the log has NULL in column layer");
    }

    @Test
    void nullStep() {
        assertRefused(good().withColumn(
                                "step", when(col("sample").equalTo(1), null).otherwise(col("step"))))
                .hasMessage("a row of the log has NULL in column step");
        assertRefused(good().withColumn(
                                "step", when(col("sample").equalTo(1), null).otherwise(col("step")))
                        .drop("sample"))
                .hasMessage("a row of the log has NULL in column step");
    }

    @Test
    void nullDepth() {
        assertRefused(TestLog.log().layer("fc1", null, "relu").posts(3, 0f, 1f).rows())
                .hasMessage("layer fc1 of run run has NULL in column depth");
    }

    @Test
    void depthBeyondReason() {
        assertRefused(good().withColumn("depth", lit(1L << 40)))
                .hasMessage("layer fc1 of run run has depth 1099511627776, which is not a 32-bit integer");
    }

    @Test
    void nullSample() {
        assertRefused(good().withColumn(
                                "sample", when(col("sample").equalTo(1), null).otherwise(col("sample"))))
                .hasMessage("layer fc1 of run run has NULL in column sample at step 0");
    }

    @Test
    void activationThatTheCatalogueDoesNotKnow() {
        assertRefused(TestLog.log().layer("fc1", 0, "rleu").posts(3, 0f, 1f).rows())
                .hasMessageStartingWith("layer fc1 of run run: unknown activation 'rleu'; did you mean relu");
    }

    @Test
    void parameterOutOfItsRange() {
        assertRefused(TestLog.log()
                        .layer("fc1", 0, "celu(alpha=0)")
                        .posts(3, 0f, 1f)
                        .rows())
                .hasMessageStartingWith("layer fc1 of run run: ")
                .hasMessageContaining("celu")
                .hasMessageContaining("alpha");
    }

    @Test
    void layerDeclaredTwoWays() {
        assertRefused(TestLog.log()
                        .layer("fc1", 0, "relu")
                        .posts(3, 0f, 1f)
                        .layer("fc1", 0, "elu")
                        .at(1)
                        .posts(3, 0f, 1f)
                        .rows())
                .hasMessageContaining("layer fc1 of run run is declared as")
                .hasMessageContaining("relu at depth 0")
                .hasMessageContaining("elu at depth 0")
                .hasMessageEndingWith("a layer keeps depth, activation and role within a run");
        assertRefused(TestLog.log()
                        .layer("fc1", 0, "relu")
                        .posts(3, 0f, 1f)
                        .layer("fc1", 2, "relu")
                        .at(1)
                        .posts(3, 0f, 1f)
                        .rows())
                .hasMessageContaining("relu at depth 0")
                .hasMessageContaining("relu at depth 2");
    }

    @Test
    void widthThatChangesWithinAStep() {
        assertRefused(TestLog.log().posts(3, 0f, 1f).posts(3, 0f, 1f, 2f).rows())
                .hasMessage(TWO_WIDTHS
                        + "; a module that is called several times in a pass needs a name for each call, such as fc.0, or say"
                        + " --split-by-width");
    }

    @Test
    void widthThatChangesBetweenSteps() {
        assertRefused(TestLog.log().posts(3, 0f, 1f).at(9).posts(3, 0f, 1f, 2f).rows())
                .hasMessage(TWO_WIDTHS
                        + "; a module that is called several times in a pass needs a name for each call, such as fc.0, or say"
                        + " --split-by-width");
    }

    @Test
    void inputsAndOutputsOfDifferentWidths() {
        assertRefused(TestLog.log()
                        .row(new Float[] {1f, 2f, 3f}, new Float[] {1f, 2f})
                        .rows())
                .hasMessage(TWO_WIDTHS);
    }

    @Test
    void logWithoutRows() {
        assertRefused(good().where("false")).hasMessage("the log has no rows");
    }

    @Test
    void logWithoutAnyValue() {
        assertRefused(TestLog.log().row(null, null).row(null, null).rows())
                .hasMessage("no row of the log has values in pre or post");
    }

    @Test
    void positionsWithoutSamples() {
        assertRefused(good().drop("sample").withColumn("position", lit(1)))
                .hasMessage("a column position needs a column sample, because positions belong to a sample");
    }

    @Test
    void shapeThatIsNotTheWidth() {
        assertRefused(good().selectExpr("*", "array(3, 1) AS shape"))
                .hasMessage("layer fc1 of run run: shape [3, 1] makes 3 values, but a row at step 0 has 2");
    }

    @Test
    void channelAxisOutsideTheShape() {
        assertRefused(
                        good().selectExpr("*", "array(2, 1) AS shape"),
                        Settings.builder().units(new Units(false, 2)).build())
                .hasMessage(
                        "--channel-axis 2 is outside the shape [2, 1] of layer fc1 of run run; its axes count from 0, or from the"
                                + " end with -1, and --channel-axis 'LAYERS=AXIS' is for some layers alone");
    }

    @Test
    void maskOfAnotherLength() {
        assertRefused(good().selectExpr("*", "array(true) AS mask"))
                .hasMessage("layer fc1 of run run: a row at step 0 has a mask of 1 elements for 2 values");
    }

    @Test
    void windowInWhichALayerHasNoValues() {
        assertRefused(
                        TestLog.log()
                                .posts(3, 0f, 1f)
                                .at(1)
                                .row(null, null)
                                .at(2)
                                .row(null, null)
                                .rows(),
                        Settings.builder().window(StepWindow.parse("last:2")).build())
                .hasMessageContaining("layer fc of run run has no values in its last:2 steps");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Dataset<Row> rows) {
        return assertRefused(rows, Settings.DEFAULT);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Dataset<Row> rows, Settings settings) {
        return assertThatThrownBy(() ->
                        ActivationDiagnostics.on(rows).withSettings(settings).run())
                .isInstanceOf(InputException.class);
    }
}

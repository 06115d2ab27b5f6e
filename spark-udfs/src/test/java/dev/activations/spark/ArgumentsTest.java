package dev.activations.spark;

import static dev.activations.spark.Sessions.row;
import static dev.activations.spark.Sessions.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Named, positional and default arguments of the SQL functions, and what is said when they are wrong. */
@Tag("short")
class ArgumentsTest {

    @Test
    void parametersAreGivenByPositionByNameOrNotAtAll() {
        assertThat(row("SELECT leaky_relu(-2D), leaky_relu(-2D, 0.2D), leaky_relu(-2D, alpha => 0.2D), "
                                + "leaky_relu(alpha => 0.2D, x => -2D)")
                        .toString())
                .isEqualTo("[-0.02,-0.4,-0.4,-0.4]");
    }

    @Test
    void parameterMayBeAnyConstantExpression() {
        assertThat(row("SELECT leaky_relu(-2D, 1 / 5D), leaky_relu(-2D, '0.2'), leaky_relu(-2D, nvl(NULL, 0.2)), "
                                + "leaky_relu(-2D, alpha => CAST(0.2 AS decimal(3, 1)))")
                        .toString())
                .isEqualTo("[-0.4,-0.4,-0.4,-0.4]");
    }

    @Test
    void parameterMayVaryFromRowToRow() {
        String sql =
                "SELECT leaky_relu(-1D, id / 4D), leaky_relu(array(-2F), id / 4D), leaky_relu_derivative(-1D, id / 4D) "
                        + "FROM range(1, 3)";
        for (Map<String, String> settings : java.util.List.of(Sessions.GENERATED, Sessions.INTERPRETED)) {
            assertThat(Sessions.with(
                            settings,
                            () -> Sessions.shared().sql(sql).collectAsList().toString()))
                    .isEqualTo("[[-0.25,ArraySeq(-0.5),0.25], [-0.5,ArraySeq(-1.0),0.5]]");
        }
    }

    @Test
    void resultIsNullableOnlyWhereAParameterOfTheRowIs() {
        var fields = Sessions.shared()
                .sql("SELECT leaky_relu(-1D, double(id)), leaky_relu(-1D, nullif(id, 1)) FROM range(1)")
                .schema()
                .fields();
        assertThat(fields[0].nullable()).isFalse();
        assertThat(fields[1].nullable()).isTrue();
    }

    @Test
    void severalParametersMayVaryFromRowToRow() {
        assertThat(Sessions.shared()
                        .sql("SELECT hard_tanh(9D, -id, id), hard_tanh(9D, max => id + 1) FROM range(1, 4)")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[1.0,2.0], [2.0,3.0], [3.0,4.0]]");
    }

    @Test
    void parameterMayBeASubquery() {
        for (Map<String, String> settings : java.util.List.of(Sessions.GENERATED, Sessions.INTERPRETED)) {
            assertThat(Sessions.with(
                            settings,
                            () -> row("SELECT leaky_relu(-id, (SELECT max(id) / 4 FROM range(3))), "
                                    + "leaky_relu(array(-id), (SELECT CAST(NULL AS double))) FROM range(1, 2)")))
                    .hasToString("[-0.5,null]");
        }
    }

    @Test
    void textThatIsNoNumberIsNoParameter() {
        assertThatThrownBy(() -> value("SELECT leaky_relu(-1D, 'much')")).hasMessageContaining("CAST_INVALID_INPUT");
        assertThat(Sessions.with(
                        Map.of("spark.sql.ansi.enabled", "false"), () -> value("SELECT leaky_relu(-1D, 'much')")))
                .isNull();
    }

    @Test
    void parameterMarkersOfPreparedQueriesWork() {
        assertThat(Sessions.shared()
                        .sql("SELECT leaky_relu(-1D, :alpha)", Map.of("alpha", 0.25))
                        .collectAsList()
                        .toString())
                .isEqualTo("[[-0.25]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leaky_relu(1D, double('NaN')) | leaky_relu: parameter alpha must be any finite number, got NaN",
                "celu(array(1D), alpha => 0) | celu: parameter alpha must be finite and not 0, got 0",
                "softplus(1D, 0) | softplus: parameter beta must be finite and above 0, got 0",
                "hard_tanh(1D, 2, 1) | hard_tanh: parameter min must be below max, got min=2.0 and max=1.0",
                "celu_derivative(1F, -0.0D) | celu_derivative: parameter alpha must be finite and not 0, got -0",
                "silu(1D, beta => double('Infinity')) | silu: parameter beta must be any finite number, got Infinity"
            })
    void constantOutOfRangeIsRefusedBeforeARowIsRead(String call, String sentence) {
        assertThatThrownBy(() -> Sessions.shared().sql("SELECT " + call + " FROM range(0)"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void valueOutOfRangeInARowStopsTheQueryWithTheSameSentence() {
        assertThatThrownBy(() -> value("SELECT leaky_relu(1D, IF(id = 0, double('NaN'), 1D)) FROM range(1)"))
                .rootCause()
                .hasMessage("leaky_relu: parameter alpha must be any finite number, got NaN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relu() | REQUIRED_PARAMETER_NOT_FOUND | `x` is required",
                "relu(1, 2) | WRONG_NUM_ARGS | `relu` requires 1 parameters but the actual number is 2",
                "leaky_relu(1, 2, 3) | WRONG_NUM_ARGS | `leaky_relu` requires [1, 2] parameters but the actual number is 3",
                "relu(y => 1) | UNRECOGNIZED_PARAMETER_NAME | `y`",
                "leaky_relu(1, beta => 1) | UNRECOGNIZED_PARAMETER_NAME | [`x` `alpha`]",
                "leaky_relu(1, alpha => 1, alpha => 2) | DUPLICATE_ROUTINE_PARAMETER_ASSIGNMENT | `alpha`",
                "leaky_relu(1, true) | UNEXPECTED_INPUT_TYPE | The second parameter requires the \"DOUBLE\" type",
                "leaky_relu(1, array(1)) | UNEXPECTED_INPUT_TYPE | The second parameter requires the \"DOUBLE\" type"
            })
    void wrongCallsGetSparksOwnErrors(String call, String condition, String says) {
        assertThatThrownBy(() -> Sessions.shared().sql("SELECT " + call))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(condition)
                .hasMessageContaining(says);
    }
}

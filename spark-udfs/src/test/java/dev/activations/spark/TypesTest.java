package dev.activations.spark;

import static dev.activations.spark.Sessions.row;
import static dev.activations.spark.Sessions.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("short")
class TypesTest {

    private static final Map<String, String> NOT_ANSI = Map.of("spark.sql.ansi.enabled", "false");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2Y | double",
                "2S | double",
                "2 | double",
                "2L | double",
                "2.0BD | double",
                "2F | float",
                "2D | double",
                "'2' | double",
                "array(2F) | array<float>",
                "array(2D) | array<double>",
                "array(2) | array<double>",
                "array(2Y) | array<double>",
                "array(2.0) | array<double>",
                "array(2, 2.5) | array<double>"
            })
    void floatStaysFloatAndOtherNumbersBecomeDouble(String argument, String type) {
        var row = row("SELECT relu(%1$s), relu_derivative(%1$s)".formatted(argument));
        for (int column = 0; column < 2; column++) {
            assertThat(row.schema().fields()[column].dataType().simpleString()).isEqualTo(type);
            Object first = row.get(column) instanceof Number number
                    ? number
                    : row.<Number>getList(column).get(0);
            assertThat(((Number) first).doubleValue()).isEqualTo(column == 0 ? 2 : 1);
        }
    }

    @Test
    void parametersNeverWidenTheResult() {
        assertThat(value("SELECT leaky_relu(-1F, 0.2D)")).isEqualTo(-0.2f);
        assertThat(value("SELECT leaky_relu(array(-1F), 0.2D)")).isEqualTo(value("SELECT array(-0.2F)"));
        assertThat(value("SELECT leaky_relu(-float(id), id / 5D) FROM range(1, 2)"))
                .isEqualTo(-0.2f);
    }

    @Test
    void textIsTakenAsSparksOwnFunctionsTakeIt() {
        assertThatThrownBy(() -> value("SELECT relu('many')")).hasMessageContaining("CAST_INVALID_INPUT");
        assertThatThrownBy(() -> value("SELECT tanh('many')")).hasMessageContaining("CAST_INVALID_INPUT");
        assertThat(Sessions.with(NOT_ANSI, () -> row("SELECT relu('many'), tanh('many'), relu('2')")
                        .toString()))
                .isEqualTo("[null,null,2.0]");
    }

    @Test
    void arraysOfTextAreTakenAsSparkTakesThem() {
        assertThatThrownBy(() -> value("SELECT relu(array('2', 'many'))"))
                .hasMessageContaining("The first parameter requires the \"ARRAY<DOUBLE>\" type");
        assertThat(Sessions.with(NOT_ANSI, () -> row("SELECT relu(array('2', 'many')), softmax(array('0', 'many')), "
                                + "mse_loss(array('2', 'many'), array(1, 1)), "
                                + "mse_loss(array('2', 'many'), array(1, 1), 'none')")
                        .toString()))
                .isEqualTo("[ArraySeq(2.0, null),null,null,ArraySeq(1.0, null)]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "map(1, 2)",
                "DATE '2020-01-01'",
                "INTERVAL 1 DAY",
                "array(true)",
                "array(array(true))",
                "array(array(array(1)))",
                "named_struct('a', 1)",
                "X'00'"
            })
    void whatIsNoNumberIsRefusedNamingTheArgument(String argument) {
        for (Map<String, String> mode : List.of(Map.of("spark.sql.ansi.enabled", "true"), NOT_ANSI)) {
            assertThatThrownBy(() -> Sessions.with(mode, () -> value("SELECT relu(" + argument + ")")))
                    .isInstanceOf(AnalysisException.class)
                    .hasMessageContaining("relu(")
                    .hasMessageContaining("The first parameter requires the")
                    .hasMessageContaining("DOUBLE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1F", "'1'", "true"})
    void functionOfAWholeArrayRejectsANumber(String argument) {
        assertThatThrownBy(() -> value("SELECT softmax(" + argument + ")"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("requires the (\"ARRAY<DOUBLE>\" or \"ARRAY<FLOAT>\") type");
    }

    @Test
    void infinityGivesTheLimitAndNaNGivesNaN() {
        assertThat(row("SELECT sigmoid(double('Infinity')), sigmoid(double('-Infinity')), gelu(float('Infinity')), "
                                + "swish(double('-Infinity')), relu(double('NaN')), mish(float('NaN'))")
                        .toString())
                .isEqualTo("[1.0,0.0,Infinity,-0.0,NaN,NaN]");
        assertThat(value("SELECT softmax(array(1D, double('-Infinity')))")).isEqualTo(value("SELECT array(1D, 0D)"));
    }

    @Test
    void resultsServeAsFilterGroupJoinKeyAndWindow() {
        Sessions.shared().range(-3, 4).createOrReplaceTempView("small");
        assertThat(value("SELECT count(*) FROM small WHERE relu(id) > 0")).isEqualTo(3L);
        assertThat(Sessions.shared()
                        .sql("SELECT relu(id) AS y, count(*) FROM small GROUP BY relu(id) ORDER BY y")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[0.0,4], [1.0,1], [2.0,1], [3.0,1]]");
        assertThat(value("SELECT count(*) FROM small a JOIN small b ON relu(a.id) = relu(b.id)"))
                .isEqualTo(19L);
        List<?> sums = Sessions.shared()
                .sql("SELECT sum(relu(id)) OVER (ORDER BY id) FROM small")
                .collectAsList();
        assertThat(sums.toString()).isEqualTo("[[0.0], [0.0], [0.0], [0.0], [1.0], [3.0], [6.0]]");
    }
}

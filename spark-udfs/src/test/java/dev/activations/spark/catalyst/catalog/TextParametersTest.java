package dev.activations.spark.catalyst.catalog;

import static dev.activations.spark.Sessions.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.functions.Entry;
import dev.activations.functions.Facts;
import dev.activations.functions.Parameter;
import dev.activations.functions.definition.LeakyRelu;
import dev.activations.functions.definition.Relu;
import dev.activations.spark.Sessions;
import dev.activations.spark.catalyst.call.Operation;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Parameters that are words, tried on a function made for the purpose: sided(x, side => 'one' | 'both'). */
class TextParametersTest {

    @BeforeAll
    static void register() {
        Entry entry = new Entry(
                "sided",
                List.of(),
                List.of(new Parameter.Choice("side", "one", List.of("one", "both"))),
                "x or 0",
                "1 or 0",
                new Facts("", Facts.DeadNeurons.NO, "", "", Set.of()),
                p -> p.choice("side").equals("one") ? new Relu() : new LeakyRelu(1));
        SqlFunction function = new SqlFunction("sided", entry, Operation.VALUE);
        registry()
                .registerFunction(
                        SqlFunctions.identifier(registry(), "sided"),
                        Documentation.of(function),
                        new ActivationBuilder(function)::apply);
    }

    @AfterAll
    static void forget() {
        registry().dropFunction(SqlFunctions.identifier(registry(), "sided"));
    }

    @Test
    void wordIsGivenByPositionByNameOrNotAtAll() {
        assertThat(Sessions.row("SELECT sided(-1D), sided(-1D, 'both'), sided(-1D, side => 'both')")
                        .toString())
                .isEqualTo("[0.0,-1.0,-1.0]");
    }

    @Test
    void wordMayBeAConstantExpression() {
        assertThat(value("SELECT sided(-1D, lower('BOTH'))")).isEqualTo(-1.0);
    }

    @Test
    void nullWordGivesNull() {
        assertThat(value("SELECT sided(-1D, NULL)")).isNull();
        assertThat(value("SELECT sided(-1D, CAST(NULL AS string))")).isNull();
    }

    @Test
    void unknownWordIsRefused() {
        assertThatThrownBy(() -> value("SELECT sided(-1D, 'none')"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageStartingWith("sided: parameter side must be one of one, both, got none");
    }

    @Test
    void wordThatVariesOrIsNoTextIsRefused() {
        assertThatThrownBy(() -> value("SELECT sided(-1D, CAST(id AS string)) FROM range(1)"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageStartingWith(
                        "sided: parameter side must be a constant, one of one, both, got CAST(id AS STRING)");
        assertThatThrownBy(() -> value("SELECT sided(-1D, 1)"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageStartingWith("sided: parameter side must be a constant, one of one, both, got 1");
    }

    private static org.apache.spark.sql.catalyst.analysis.FunctionRegistry registry() {
        return ((org.apache.spark.sql.classic.SparkSession) Sessions.shared())
                .sessionState()
                .functionRegistry();
    }
}

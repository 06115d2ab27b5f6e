package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.functions.definition.Tanh;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkThrowable;
import org.apache.spark.SparkThrowableHelper;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** How the functions get into a session, and that they leave Spark's own alone. */
@Tag("short")
class RegistrationTest {

    @BeforeAll
    static void startSpark() {
        Sessions.shared();
    }

    @Test
    void jarOnTheClassPathIsEnough() {
        assertThat(Sessions.shared().conf().getOption("spark.sql.extensions").isEmpty())
                .isTrue();
        assertThat(Sessions.value("SELECT relu(2F)")).isEqualTo(2f);
    }

    @Test
    void applyingTheExtensionsTwiceRegistersOnce() {
        RecordingExtensions extensions = new RecordingExtensions();
        new ActivationsExtensions().apply(extensions);
        new ActivationsExtensions().apply(extensions);
        assertThat(extensions.names)
                .contains("relu", "softmax", "silu_derivative")
                .doesNotHaveDuplicates();
    }

    /** What pyspark/errors/exceptions/captured.py asks of an error to make its message anew; a null is an exception there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gelu(1D, 'foo')",
                "mse_loss(array(1D), 1D)",
                "activation_stats(1)",
                "activation_stats(DISTINCT array(1D))",
                "softmax(1D)"
            })
    void errorAtAnalysisHasWhatPySparkMakesItsMessageOf(String call) {
        assertThatThrownBy(() -> Sessions.shared().sql("SELECT " + call)).satisfies(error -> {
            SparkThrowable failure = (SparkThrowable) error;
            String message = SparkThrowableHelper.getMessage(failure.getCondition(), failure.getMessageParameters());
            assertThat(message).contains(call.substring(0, call.indexOf('(')));
            assertThat(failure.getSqlState()).isNotNull();
            assertThat(failure.getQueryContext()).isNotNull();
        });
    }

    @Test
    void newSessionDoesNotWarnThatTanhIsReplaced() {
        List<String> warnings = new ArrayList<>();
        Logger registry =
                (Logger) LogManager.getLogger("org.apache.spark.sql.catalyst.analysis.SimpleFunctionRegistry");
        Appender kept = new AbstractAppender("kept", null, null, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                warnings.add(event.getMessage().getFormattedMessage());
            }
        };
        kept.start();
        registry.addAppender(kept);
        try {
            SparkSession session = Sessions.shared().newSession();
            assertThat(session.sql("SELECT tanh(array(0F)), tanh(0D)").head().getList(0))
                    .containsExactly(0f);
            Activations.registerAll(session);
            assertThat(session.sql("SELECT tanh(array(0F))").head().getList(0)).containsExactly(0f);
        } finally {
            registry.removeAppender(kept);
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void runningSessionWithoutTheFunctionsGetsThemByRegisterAll() {
        SparkSession session = Sessions.shared().newSession();
        forget(session, "relu");
        forget(session, "leaky_relu");
        assertThatThrownBy(() -> session.sql("SELECT relu(1)")).hasMessageContaining("UNRESOLVED_ROUTINE");

        Activations.registerAll(session);

        assertThat(session.sql("SELECT relu(-1F), leaky_relu(x => array(-1), alpha => 0.5)")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[0.0,ArraySeq(-0.5)]]");
        assertThat(session.sql("DESCRIBE FUNCTION relu").collectAsList().toString())
                .contains("max(0, x)");
    }

    @Test
    void registerAllTwiceDoesNoHarm() {
        SparkSession session = Sessions.shared().newSession();
        Activations.registerAll(session);
        Activations.registerAll(session);
        assertThat(session.sql("SELECT tanh(1) = tanh(1D), tanh(array(0F))")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[true,ArraySeq(0.0)]]");
    }

    @Test
    void prefixKeepsNamesApart() {
        SparkSession session = Sessions.shared().newSession();
        Activations.registerAll(session, "my_");
        assertThat(session.sql("SELECT my_relu(-1F), my_leaky_relu(-1D, alpha => 0.5), my_tanh(0.5D)")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[0.0,-0.5," + new Tanh().value(0.5) + "]]");
        assertThat(session.sql("DESCRIBE FUNCTION EXTENDED my_relu")
                        .collectAsList()
                        .toString())
                .contains("Usage: my_relu(x)", "> SELECT my_relu(");
    }

    @Test
    void prefixThatIsNoNameIsRefused() {
        assertThatThrownBy(() -> Activations.registerAll(Sessions.shared(), "act."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prefix 'act.' of the functions must be lower-case letters, digits and _, such as act_");
    }

    @Test
    void prefixOfTheContextReplacesThePlainNames() {
        SparkConf conf = SparkEnv.get().conf();
        conf.set("spark.activations.prefix", "act_");
        RecordingExtensions extensions = new RecordingExtensions();
        try {
            new ActivationsExtensions().apply(extensions);
        } finally {
            conf.remove("spark.activations.prefix");
        }
        assertThat(extensions.names).contains("act_relu", "act_tanh").allMatch(name -> name.startsWith("act_"));
    }

    @Test
    void columnApiFollowsThePrefix() {
        SparkSession session = Sessions.shared().newSession();
        Activations.registerAll(session, "my_");
        session.conf().set("spark.activations.prefix", "my_");
        SparkSession.setActiveSession(session);
        try {
            assertThat(session.range(1)
                            .select(functions.relu(org.apache.spark.sql.functions.lit(-1f)))
                            .columns())
                    .containsExactly("my_relu(-1.0)");
        } finally {
            SparkSession.setActiveSession(Sessions.shared());
        }
    }

    @Test
    void functionsWorkFromTheColumnApi() {
        var column = org.apache.spark.sql.functions.call_function("relu", org.apache.spark.sql.functions.lit(-3.0));
        assertThat(Sessions.shared().range(1).select(column).collectAsList().toString())
                .isEqualTo("[[0.0]]");
    }

    @Test
    void tanhOfANumberStaysSparksOwn() {
        assertThat(plan("SELECT tanh(id) FROM range(1)")).contains("TANH(").doesNotContain("tanh(cast");
        assertThat(Sessions.shared().sql("SELECT tanh(1)").columns()).containsExactly("TANH(1)");
        assertThat(Sessions.shared().sql("SELECT tanh(array(1F))").columns()).containsExactly("tanh(array(1.0))");
    }

    @Test
    void noOtherFunctionOfSparkIsReplaced() {
        RecordingExtensions extensions = new RecordingExtensions();
        new ActivationsExtensions().apply(extensions);
        List<String> shadowed = new ArrayList<>(extensions.names);
        shadowed.retainAll(CollectionConverters.asJava(
                FunctionRegistry$.MODULE$.expressions().keySet()));
        assertThat(shadowed).as("tanh comes by ReplacedFunctions").isEmpty();
    }

    /** Walks the registry of the Spark that the test runs with, in a session by the extension and in one by registerAll. */
    @Test
    void everyNameOfSparksButTanhStillMeansSparksFunction() {
        SparkSession later = Sessions.shared().newSession();
        Activations.registerAll(later);
        for (SparkSession session : List.of(Sessions.shared(), later)) {
            CollectionConverters.asJava(FunctionRegistry$.MODULE$.expressions()).forEach((name, builtIn) -> {
                if (name.matches("[a-z0-9_]+") && !name.equals("tanh")) {
                    assertThat(classOf(session, name))
                            .as(name)
                            .isEqualTo(builtIn._1().getClassName());
                }
            });
        }
    }

    private static String classOf(SparkSession session, String name) {
        try {
            return session.catalog().getFunction("`" + name + "`").className();
        } catch (AnalysisException e) {
            throw new AssertionError(name, e);
        }
    }

    private static String plan(String sql) {
        return Sessions.shared().sql("EXPLAIN " + sql).collectAsList().get(0).getString(0);
    }

    private static void forget(SparkSession session, String name) {
        FunctionRegistry registry = ((org.apache.spark.sql.classic.SparkSession) session)
                .sessionState()
                .functionRegistry();
        CollectionConverters.asJava(registry.listFunction()).stream()
                .filter(identifier -> identifier.funcName().equals(name))
                .toList()
                .forEach(registry::dropFunction);
    }

    /** Keeps the name of every function injected. */
    private static final class RecordingExtensions extends SparkSessionExtensions {
        private final List<String> names = new ArrayList<>();

        @Override
        public void injectFunction(
                Tuple3<FunctionIdentifier, ExpressionInfo, Function1<Seq<Expression>, Expression>> function) {
            names.add(function._1().funcName());
        }
    }
}

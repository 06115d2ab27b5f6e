package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code src/generator/GenerateLoops.java} makes of a formula, and the sentence with which it stops at any other. */
class GenerateLoopsTest {

    private static final Path GENERATOR = Path.of("src", "generator", "GenerateLoops.java");

    @TempDir
    private static Path compiled;

    private static URLClassLoader classes;
    private static Method main;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compileTheGenerator() throws ReflectiveOperationException, IOException {
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-nowarn", "-d", compiled.toString(), GENERATOR.toString());
        assertThat(status).isZero();
        classes = new URLClassLoader(new URL[] {compiled.toUri().toURL()});
        main = classes.loadClass("GenerateLoops").getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
    }

    @AfterAll
    static void closeTheGenerator() throws IOException {
        classes.close();
    }

    @Test
    void formulaBecomesTheSameOperationsOverLanes() throws IOException {
        String loops = generated("double y = x * alpha; return x > 0 ? x : -y + 1;");
        assertThat(loops)
                .contains("final class ExampleLoops implements Loops")
                .contains("DoubleVector all0 = DoubleVector.broadcast(SimdBackend.DOUBLES, alpha);")
                .contains("DoubleVector v0 = x.mul(all0);")
                .contains(".blend(x, x.compare(VectorOperators.GT, ");
    }

    @Test
    void calledMethodStandsInThePlaceOfItsCall() throws IOException {
        assertThat(generated("return twice(x);")).contains("DoubleVector v0 = x.add(x);");
    }

    @Test
    void operationThatComesTwiceIsDoneOnce() throws IOException {
        assertThat(generated("return twice(x) / (1 + twice(x));"))
                .contains("DoubleVector v0 = x.add(x);")
                .contains("DoubleVector v1 = all0.add(v0);")
                .contains("DoubleVector v2 = v0.div(v1);");
    }

    @Test
    void whatOneSideOfAChoiceNeedsIsDoneThereOnly() throws IOException {
        assertThat(generated("return alpha < 0 ? x * x : x;"))
                .containsIgnoringWhitespaces(
                        """
                        DoubleVector v1;
                        if ((alpha < 0.0)) {
                            DoubleVector v0 = x.mul(x);
                            v1 = v0;
                        } else {
                            v1 = x;
                        }
                        DoubleVector y = v1;
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    if (x > 0) { return x; } return 0; | a formula is locals and one return
                    double y = 1; y = x; return y;     | a formula is locals and one return
                    return Math.exp(x);                | cannot turn 'Math.exp(x)' into lanes: no method of formulas
                    return Elsewhere.of(x);            | cannot turn 'Elsewhere.of(x)' into lanes: no method of formulas
                    return (int) x;                    | cannot turn '(int)x' into lanes: lanes are not converted
                    return x % 2;                      | cannot turn 'x % 2' into lanes: no operator of formulas
                    return +x;                         | cannot turn '+x' into lanes: no operator of formulas
                    return TABLE[0];                   | cannot turn 'TABLE[0]' into lanes: not a part of formulas
                    return true ? x : 0;               | cannot turn 'true' into lanes: not a part of formulas
                    return x + beta;                   | Example has no constant beta
                    return thrice(x);                  | Example has no method double thrice of 1
                    return endless(x);                 | Example: endless calls itself
                    return Horner.sum(x, NONE);        | the coefficients are a constant array of the class
                    double y = x;                      | value returns nothing
                    """)
    void anythingElseStopsTheBuildWithPlaceAndReason(String body, String reason) {
        assertThatThrownBy(() -> generated(body))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void lanesAreShiftedByAWrittenNumberOnly() {
        String body = "return Double.longBitsToDouble(Double.doubleToRawLongBits(x) << %s);";
        assertThatThrownBy(() -> generated(body.formatted("PLACES")))
                .hasMessageContaining("lanes are shifted by a number that is written there");
    }

    /** The loops of a function whose value has this body. */
    private String generated(String body) throws IOException {
        Path definitions = Files.createDirectories(folder.resolve("definitions"));
        Files.writeString(
                definitions.resolve("Example.java"),
                """
                record Example(double alpha) implements Elementwise {
                    private static final double[] TABLE = {1, 2};
                    private static final double[] NONE = null;
                    private static final int PLACES = 52;

                    public double value(double x) {
                        %s
                    }

                    public double derivative(double x) {
                        return alpha;
                    }

                    private static double twice(double x) {
                        return x + x;
                    }

                    private static double endless(double x) {
                        return endless(x);
                    }
                }
                """
                        .formatted(body));
        Path output = folder.resolve("output");
        try {
            main.invoke(null, (Object) new String[] {definitions.toString(), output.toString()});
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return Files.readString(output.resolve("dev/activations/functions/simd/ExampleLoops.java"));
    }
}

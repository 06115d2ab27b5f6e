package dev.activations.functions.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.activations.functions.definition.Relu;
import dev.activations.functions.definition.Sigmoid;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which backend a JVM gets, and what it says where there are no vectors. */
class BackendChoiceTest {

    @Test
    void scalarCanBeAskedFor() {
        assertThat(BackendChoice.choose("scalar")).hasToString("scalar, one value at a time");
    }

    @Test
    void vectorsAreChosenIfTheModuleIsPresent() {
        assertThat(BackendChoice.choose("auto").toString()).startsWith("SIMD, ");
    }

    @Test
    void anotherModeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendChoice.choose("fast"))
                .withMessage("-Dactivations.simd must be auto, scalar or simd, got fast");
    }

    @Test
    void everythingWorksWithoutTheModuleAndReportsItOnce() throws IOException, InterruptedException {
        String said = runWithoutTheModule("auto");
        assertThat(said).containsOnlyOnce("one value at a time, because the module jdk.incubator.vector is not there");
        assertThat(said).contains("sigmoid(0) = 0.5").contains("scalar, one value at a time");
    }

    @Test
    void withoutTheModuleAskingForVectorsFails() throws IOException, InterruptedException {
        assertThat(runWithoutTheModule("simd"))
                .contains(
                        "-Dactivations.simd=simd, but the Vector API is not available: the module jdk.incubator.vector is not there");
    }

    /** Prints a value computed over arrays twice, and the backend. */
    static final class Program {
        public static void main(String[] arguments) {
            double[] values = new double[40];
            new Sigmoid().values(values, 0, values, 0, values.length);
            new Relu().values(values, 0, values, 0, values.length);
            System.out.println("sigmoid(0) = " + values[39] + ", " + Backend.current());
        }
    }

    private static String runWithoutTheModule(String mode) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Dactivations.simd=" + mode));
        command.add(Program.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(new File("."))
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}

package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** A session that has this module's jar alone: what the user reads there. */
class MissingJarsTest {

    private static final String SENTENCE =
            "activations-spark-udfs needs the jars activations-functions and activations-arrow-batch of the same version";

    @Test
    void errorOfAMissingFunctionNamesTheJarsItNeeds() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(
                System.getProperty("spark.module.options", "").trim().split("\\s+")));
        command.addAll(List.of("-cp", classPathWithoutFunctions(), Session.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();

        assertThat(said.lines().toList())
                .satisfiesExactly(
                        gelu -> assertThat(gelu)
                                .contains("there is no function gelu: " + SENTENCE)
                                .contains("dev/activations/functions/"),
                        registered -> assertThat(registered).contains(SENTENCE),
                        others -> assertThat(others).isEqualTo("1.0"));
    }

    private static String classPathWithoutFunctions() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("activations-functions") && !entry.contains("/functions/target/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Asks for one of our functions, registers them, and asks for one of Spark's. */
    static final class Session {

        private Session() {}

        public static void main(String[] arguments) throws IOException {
            try (SparkSession spark = SparkSession.builder()
                    .master("local[1]")
                    .config("spark.ui.enabled", false)
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .getOrCreate()) {
                say(() -> spark.sql("SELECT 1 + gelu(1D)"));
                say(() -> Activations.registerAll(spark));
                System.out.println(spark.sql("SELECT abs(-1D)").head().getDouble(0));
            }
        }

        private static void say(Runnable action) {
            try {
                action.run();
            } catch (Exception e) {
                System.out.println(e.getMessage().lines().findFirst().orElseThrow());
            }
        }
    }
}

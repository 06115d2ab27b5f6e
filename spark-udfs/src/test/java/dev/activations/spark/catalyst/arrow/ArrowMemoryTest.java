package dev.activations.spark.catalyst.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** A JVM that was not started as Spark starts its own, so that Arrow's classes do not load: what the user reads there. */
class ArrowMemoryTest {

    /** What Netty does by itself from Java 25 on where the option that Spark 4.2 gives is missing. */
    private static final String WITHOUT_MEMORY = "-Dio.netty.noUnsafe=true";

    @Test
    void jvmInWhichArrowGetsNoMemoryIsToldTheOptions() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        WITHOUT_MEMORY,
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Filling.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();

        assertThat(said)
                .isEqualTo(
                        "mapInArrow: Arrow gets no memory in this JVM (Java %d); start it with Spark's module options, as "
                                        .formatted(Runtime.version().feature())
                                + "spark-submit does, or with --add-opens=java.base/java.nio=ALL-UNNAMED and from Java 25 on "
                                + "--sun-misc-unsafe-memory-access=allow");
    }

    /** The first thing that a task of mapInArrow does. */
    static final class Filling {

        private Filling() {}

        public static void main(String[] arguments) {
            try {
                new BatchFiller(new Schema(List.of()), 1, 1).close();
            } catch (IllegalStateException e) {
                System.out.print(e.getMessage());
            }
        }
    }
}

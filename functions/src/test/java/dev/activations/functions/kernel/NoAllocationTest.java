package dev.activations.functions.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * No loop with vectors makes objects once it is compiled, in a JVM that has run them all: a vector that becomes one makes its
 * loop some ten times as slow, which no result shows.
 */
class NoAllocationTest {

    /** JVMs that are tried: where the compiler stops and goes on is chance, and now and then it leaves a loop as it is for long. */
    private static final int JVMS = 3;

    @Test
    void compiledLoopsMakeNoObjects() throws IOException, InterruptedException {
        List<String> allocating = allocatingInAnotherJvm();
        for (int i = 1; i < JVMS && !allocating.isEmpty(); i++) {
            allocating.retainAll(allocatingInAnotherJvm());
        }
        assertThat(allocating).isEmpty();
    }

    /** The loops that still make objects when the compiler had its time. */
    private static List<String> allocatingInAnotherJvm() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--add-modules=jdk.incubator.vector",
                        AllLoops.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .collect(Collectors.toCollection(ArrayList::new));
        assertThat(process.waitFor()).isZero();
        assertThat(said.remove(said.size() - 1)).isEqualTo(AllLoops.END);
        return said;
    }
}

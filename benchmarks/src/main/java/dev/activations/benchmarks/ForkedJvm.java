package dev.activations.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own to time something in, with the class path of this one. */
public final class ForkedJvm {

    /** From this version on Java warns of Unsafe, and Netty does without it, unless it is told. */
    private static final int UNSAFE_WARNS_FROM = 23;

    private ForkedJvm() {}

    /**
     * Runs a program until it ends; its first argument is a file.
     *
     * @return the lines of the file
     * @throws IllegalStateException if it fails
     */
    public static List<String> run(Class<?> program, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        Path results = Files.createTempFile("fork", ".tsv");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector"));
        if (Runtime.version().feature() >= UNSAFE_WARNS_FROM) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(options);
        command.add(program.getName());
        command.add(results.toString());
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command).inheritIO();
        // Not as an option: ONNX Runtime 1.29 crashes where the command line is some thousands of characters long.
        process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        int status = process.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException("a fork ended with status " + status);
        }
        List<String> lines = Files.readAllLines(results);
        Files.delete(results);
        return lines;
    }
}

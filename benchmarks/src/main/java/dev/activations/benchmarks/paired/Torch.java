package dev.activations.benchmarks.paired;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** PyTorch in a process of its own, which times what it is asked to. */
final class Torch implements AutoCloseable {

    private static final String SCRIPT = "benchmarks/src/main/python/torch_peer.py";

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;
    private final String name;

    /**
     * @param python a Python that has PyTorch
     * @throws IllegalStateException where it has not
     */
    Torch(String python) throws IOException {
        process = new ProcessBuilder(python, "-W", "ignore", SCRIPT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        name = answers.readLine();
        if (name == null) {
            throw new IllegalStateException(python + " does not run " + SCRIPT + "; it needs a Python with PyTorch");
        }
    }

    /** Its version, and the instructions it uses. */
    String name() {
        return name;
    }

    /** Nanoseconds of processor time per value; NaN for a function that PyTorch does not have. */
    double nanoseconds(Contest contest, int milliseconds) throws IOException {
        questions.printf(
                "%s %s %d %d %d%n", contest.function(), contest.type(), contest.rows(), contest.length(), milliseconds);
        return Double.parseDouble(answers.readLine());
    }

    @Override
    public void close() {
        questions.close();
        process.destroy();
    }
}

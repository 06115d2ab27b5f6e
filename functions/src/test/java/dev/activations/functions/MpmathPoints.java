package dev.activations.functions;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Many exact values of one function: the records that {@code src/test/python/many_points.py} writes with mpmath, into
 * {@code target/mpmath} when they are first asked for. {@code -Dactivations.python} names a Python that has mpmath.
 */
final class MpmathPoints {

    /** An exact number: the nearest double, and what that lacks in its units of the last place. */
    record Exact(double nearest, double lacking) {}

    /** What to do with a point. */
    interface Consumer {
        void accept(double x, Exact value, Exact derivative);
    }

    private static final String PYTHON = System.getProperty("activations.python", "python3");
    private static final int RECORD = 32;

    private MpmathPoints() {}

    static void forEach(String call, int points, Consumer consumer) throws IOException {
        Path file = Path.of("target", "mpmath", call + "." + points);
        if (!Files.exists(file)) {
            write(call, points, file);
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long left = Files.size(file) / RECORD; left > 0; left--) {
                double x = in.readDouble();
                Exact value = new Exact(in.readDouble(), in.readFloat());
                consumer.accept(x, value, new Exact(in.readDouble(), in.readFloat()));
            }
        }
    }

    private static void write(String call, int points, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Process python = new ProcessBuilder(
                        PYTHON, "src/test/python/many_points.py", call, Integer.toString(points), unfinished.toString())
                .inheritIO()
                .start();
        try {
            if (python.waitFor() != 0) {
                throw new IOException(PYTHON + " src/test/python/many_points.py " + call
                        + " failed; it needs mpmath, and" + " -Dactivations.python names the Python that has it");
            }
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        Files.move(unfinished, file);
    }
}

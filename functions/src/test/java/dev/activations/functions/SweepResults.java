package dev.activations.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Results of sweeps by function. A sweep of all floats takes hours: its result is kept in a file, and a later run goes on
 * where an earlier one was stopped. {@code mvn clean} begins anew.
 */
final class SweepResults {

    private final int step;
    private final Path kept;
    private final Map<String, FloatSweep.Result> results = new TreeMap<>();

    SweepResults(int step) {
        this.step = step;
        this.kept = Path.of("target", "sweeps");
    }

    FloatSweep.Result of(String name, FloatSweep sweep) throws IOException {
        if (!results.containsKey(name)) {
            results.put(name, step == 1 ? keptOrRun(kept.resolve(name), sweep) : sweep.run());
        }
        return results.get(name);
    }

    private static FloatSweep.Result keptOrRun(Path file, FloatSweep sweep) throws IOException {
        if (Files.exists(file)) {
            return FloatSweep.Result.parse(Files.readString(file));
        }
        FloatSweep.Result result = sweep.run();
        Files.createDirectories(file.getParent());
        Files.writeString(file, result.line());
        return result;
    }

    /** The table for the documentation. */
    void write(Path document) throws IOException {
        StringBuilder text = new StringBuilder(
                """
                # Accuracy of floats

                %s of every elementwise function, at its default (or a typical) parameter, against textbook formulas in double that
                are themselves held to 1e-12 of mpmath. Errors are in units of the last place (ULP); 0.5 is perfect rounding. Around
                the root of a derivative an absolute error of 1e-8 counts as none. `mvn verify -Pexhaustive` makes this table from all
                floats; `mvn test -pl functions -Dactivations.accuracy=FILE` from one in 1024.

                | function | largest error, ULP | at x = | mean error, ULP |
                |---|---|---|---|
                """
                        .formatted(step == 1 ? "Every float input" : "One in " + step + " floats, of every exponent,"));
        results.forEach((name, result) -> text.append(
                "| %s | %.3f | %s | %.3f |%n".formatted(name, result.worst(), result.worstAt(), result.mean())));
        Files.writeString(document, text);
    }
}

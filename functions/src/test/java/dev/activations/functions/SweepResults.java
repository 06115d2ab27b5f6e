package dev.activations.functions;

import dev.activations.functions.definition.Elementwise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Results of sweeps by function. That of a sweep of all floats is kept in a file, and a later run goes on where an earlier
 * one was stopped. The file's name holds a checksum of the function's class, of the loops generated from it, and of the
 * reference: what has changed since is swept again. {@code mvn clean} begins anew.
 */
final class SweepResults {

    private final int step;
    private final Path kept;
    private final Map<String, SweepResult> results = new TreeMap<>();

    SweepResults(int step) {
        this.step = step;
        this.kept = Path.of("target", "sweeps");
    }

    SweepResult of(String name, Elementwise function, FloatSweep sweep) throws IOException {
        if (!results.containsKey(name)) {
            Path file = kept.resolve(name + "." + checksum(function));
            results.put(name, step == 1 ? keptOrRun(file, sweep) : sweep.run());
        }
        return results.get(name);
    }

    private static SweepResult keptOrRun(Path file, FloatSweep sweep) throws IOException {
        if (Files.exists(file)) {
            return SweepResult.parse(Files.readString(file));
        }
        SweepResult result = sweep.run();
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.writeString(unfinished, result.line());
        Files.move(unfinished, file);
        return result;
    }

    /** Identifies the code that a result comes from. Generated loops hold their whole formula, constants included. */
    static String checksum(Elementwise function) throws IOException {
        String record = function.getClass().getSimpleName();
        CRC32 sum = new CRC32();
        for (String type : List.of(
                "definition/" + record, "simd/" + record + "Loops", "Textbook", "ReferenceBlock", "FloatErrors")) {
            try (InputStream in = SweepResults.class.getResourceAsStream(type + ".class")) {
                sum.update(in == null ? new byte[0] : in.readAllBytes());
            }
        }
        return Long.toHexString(sum.getValue());
    }

    /** The table for the documentation. */
    void write(Path document) throws IOException {
        StringBuilder text = new StringBuilder(
                """
                # Accuracy of floats

                %s of every elementwise function, at its default (or a typical) parameter, against textbook formulas in double that
                are themselves held to 1e-12 of mpmath. Errors are in units of the last place (ULP) of the exact value; 0.5 is perfect
                rounding. Where the exact value is subnormal, the unit is 2^-149. Within 1/16 of the root of a derivative an absolute
                error of 1e-8 counts as none. NaN, which gives NaN, is not among the inputs. `mvn verify -Pexhaustive` makes this table from all floats;
                `mvn test -pl functions -Dactivations.accuracy=FILE` from one in 1024.

                | function | largest error, ULP | at x = | subnormal results | mean error |
                |---|---|---|---|---|
                """
                        .formatted(step == 1 ? "Every float input" : "One in " + step + " floats, of every exponent,"));
        results.forEach((name, result) -> text.append("| %s | %.3f | %s | %.3f | %.3f |%n"
                .formatted(name, result.worst(), result.worstAt(), result.subnormal(), result.mean())));
        Files.writeString(document, text);
    }
}

package dev.activations.functions;

import dev.activations.functions.kernel.Elementwise;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Results of sweeps by function, those of sweeps of all floats {@linkplain KeptResults kept}; and their table. */
final class SweepResults {

    private static final List<Class<?>> CHECKERS =
            List.of(Textbook.class, FloatSweep.class, ReferenceBlock.class, FloatErrors.class);

    private final int step;
    private final Map<String, SweepResult> results = new TreeMap<>();

    SweepResults(int step) {
        this.step = step;
    }

    SweepResult of(String name, Elementwise function, FloatSweep sweep) throws IOException {
        if (!results.containsKey(name)) {
            SweepResult result = step > 1
                    ? sweep.run()
                    : SweepResult.parse(KeptResults.of(
                            name, function, CHECKERS, () -> sweep.run().line()));
            results.put(name, result);
        }
        return results.get(name);
    }

    /** Puts the table into the documentation. */
    void write() throws IOException {
        StringBuilder text = new StringBuilder(
                """
                ## Floats

                %s is tried with every elementwise function, at its default (or a typical) parameter, and compared with textbook
                formulas in double that themselves agree with mpmath to 1e-12. Errors are in units of the last place (ULP) of the exact value;
                0.5 is perfect rounding. If the exact value is subnormal, the unit is 2^-149. Within 1/16 of the root of a derivative, an
                absolute error of 1e-8 counts as none. NaN gives NaN and is not among the inputs. `mvn verify -Pexhaustive` makes this table
                from all floats, `mvn test -pl functions -Dactivations.accuracy=FILE` from one in 1024.

                | function | largest error, ULP | at x = | subnormal results | mean error |
                |---|---|---|---|---|
                """
                        .formatted(step == 1 ? "Every float input" : "One in " + step + " floats, of every exponent,"));
        results.forEach((name, result) -> text.append("| %s | %.3f | %s | %.3f | %.3f |%n"
                .formatted(name, result.worst(), result.worstAt(), result.subnormal(), result.mean())));
        AccuracyPage.put("floats", text.toString());
    }
}

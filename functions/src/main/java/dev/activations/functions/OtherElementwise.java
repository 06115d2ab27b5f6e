package dev.activations.functions;

import static dev.activations.functions.Facts.DeadNeurons.NO;
import static dev.activations.functions.Facts.DeadNeurons.YES;
import static dev.activations.functions.Use.REGRESSION;

import dev.activations.functions.definition.Exponential;
import dev.activations.functions.definition.HardShrink;
import dev.activations.functions.definition.Identity;
import dev.activations.functions.definition.SoftShrink;
import dev.activations.functions.definition.TanhShrink;
import java.util.List;
import java.util.Set;

/** The rows of elementwise functions that neither squash nor rectify. */
final class OtherElementwise {

    static final List<Entry> ROWS = List.of(
            new Entry(
                    "identity",
                    List.of("linear"),
                    List.of(),
                    "x",
                    "1",
                    new Facts(
                            "1 everywhere: it never saturates and adds no nonlinearity",
                            NO,
                            "output of a regression",
                            "regression output",
                            Set.of(REGRESSION)),
                    p -> new Identity()),
            new Entry(
                    "exponential",
                    List.of(),
                    List.of(),
                    "exp(x)",
                    "exp(x)",
                    new Facts(
                            "falls to 0 on the negative side, explodes on the positive",
                            NO,
                            "outputs that must be positive, such as a rate",
                            "",
                            Set.of()),
                    p -> new Exponential()),
            new Entry(
                    "soft_shrink",
                    List.of(),
                    List.of(Parameter.Number.atLeast("lambda", 0, 0.5)),
                    "x - lambda where x > lambda, x + lambda where x < -lambda, else 0",
                    "1 where |x| > lambda, else 0",
                    new Facts("exactly 0 within lambda of 0", YES, "sparse coding", "", Set.of()),
                    p -> new SoftShrink(p.number("lambda"))),
            new Entry(
                    "hard_shrink",
                    List.of(),
                    List.of(Parameter.Number.atLeast("lambda", 0, 0.5)),
                    "x where |x| > lambda, else 0",
                    "1 where |x| > lambda, else 0",
                    new Facts("exactly 0 within lambda of 0", YES, "sparse coding", "", Set.of()),
                    p -> new HardShrink(p.number("lambda"))),
            new Entry(
                    "tanh_shrink",
                    List.of(),
                    List.of(),
                    "x - tanh(x)",
                    "tanh(x)^2",
                    new Facts("vanishes near 0, where most inputs are", NO, "sparse coding", "", Set.of()),
                    p -> new TanhShrink()));

    private OtherElementwise() {}
}

package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.activations.functions.kernel.Elementwise;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Doubles against double-double numbers, ten thousand per function, and with {@code mvn verify -Pexhaustive} ten million,
 * and against a hundred thousand of mpmath at all exponents and around the hard places. Results of the long form are kept,
 * and docs/accuracy.md has them.
 */
class DoubleAccuracyTest {

    private static final double ULPS = 2;

    /** What is further off than that: x·Φ(x) far out, and where the two terms of its derivative cancel. */
    private static final Map<String, Double> EXCEPTIONS =
            Map.of("gelu(approximate=none)", 3.0, "gelu(approximate=none) derivative", 4.0);

    /** Around the root of a derivative no relative bound can hold: an absolute one, and how far from the root. */
    private static final double AT_ROOT = 2e-16;

    private static final double NEAR_ROOT = 0.25;

    private static final int POINTS = Integer.getInteger("activations.double.points", 10_000);
    private static final int MPMATH_POINTS = Integer.getInteger("activations.mpmath.points", 0);
    private static final int THREADS = Integer.getInteger("activations.float.threads", 1);
    private static final int CHUNK = 10_000;
    private static final List<Class<?>> CHECKERS =
            List.of(DoubleAccuracyTest.class, DoubleErrors.class, DoubleDouble.class, DoubleDoubleTextbook.class);
    private static final DoubleResults RESULTS = new DoubleResults(POINTS, MPMATH_POINTS);

    static Stream<Arguments> parts() {
        return DoubleDoubleTextbook.FUNCTIONS.keySet().stream().sorted().flatMap(call -> Stream.of(Part.values())
                .map(part -> Arguments.of(call, part)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("parts")
    void resultsAreWithinTwoUlpsOfDoubleDouble(String call, Part part) throws IOException {
        Elementwise f = function(call);
        String name = "double " + call + part.suffix();
        DoubleErrors.Worst worst = POINTS < 1_000_000
                ? againstDoubleDouble(call, part).worst()
                : DoubleErrors.Worst.parse(
                        KeptResults.of(name + " " + POINTS, f, CHECKERS, () -> againstDoubleDouble(call, part)
                                .worst()
                                .line()));
        RESULTS.doubleDouble(call + part.suffix(), worst);
        assertWithinBound(call + part.suffix(), worst);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("parts")
    void resultsAreWithinTwoUlpsOfMpmath(String call, Part part) throws IOException {
        assumeThat(MPMATH_POINTS).as("points of the long form").isPositive();
        DoubleErrors errors = new DoubleErrors(part.root(call, NEAR_ROOT, AT_ROOT));
        Elementwise f = function(call);
        MpmathPoints.forEach(ExampleCalls.of(call), MPMATH_POINTS, (x, value, derivative) -> {
            MpmathPoints.Exact exact = part == Part.VALUE ? value : derivative;
            errors.add(x, part.of(f, x), exact.nearest(), exact.lacking());
        });
        RESULTS.mpmath(call + part.suffix(), errors.worst());
        assertWithinBound(call + part.suffix(), errors.worst());
    }

    private static void assertWithinBound(String name, DoubleErrors.Worst worst) {
        assertThat(worst.ulps()).as("ULP at %s", worst.at()).isLessThanOrEqualTo(EXCEPTIONS.getOrDefault(name, ULPS));
    }

    @AfterAll
    static void writeTable() throws IOException {
        RESULTS.write();
    }

    private static DoubleErrors againstDoubleDouble(String call, Part part) {
        ForkJoinPool threads = new ForkJoinPool(THREADS);
        try {
            return threads.submit(() -> IntStream.range(0, POINTS / CHUNK)
                            .parallel()
                            .mapToObj(seed -> chunk(call, part, new SplittableRandom(seed)))
                            .reduce(DoubleErrors::and)
                            .orElseThrow())
                    .join();
        } finally {
            threads.shutdown();
        }
    }

    private static DoubleErrors chunk(String call, Part part, SplittableRandom random) {
        Elementwise f = function(call);
        DoubleErrors errors = new DoubleErrors(part.root(call, NEAR_ROOT, AT_ROOT));
        for (int i = 0; i < CHUNK; i++) {
            double x = input(i, random);
            DoubleDouble exact = part.exact(call).apply(DoubleDouble.of(x));
            if (DoubleDoubleTextbook.isExact(exact)) {
                errors.add(x, part.of(f, x), exact.high(), exact.low() / Math.ulp(exact.high()));
            }
        }
        return errors;
    }

    /** Two in five in the usual range, the others further out, or of every size from 2^-60 to 2^10. */
    private static double input(int i, SplittableRandom random) {
        return switch (i % 5) {
            case 0, 1 -> random.nextDouble(-8, 8);
            case 2 -> random.nextDouble(-40, 40);
            case 3 -> random.nextDouble(-760, 760);
            default -> Math.scalb(random.nextBoolean() ? 1.0 : -1.0, random.nextInt(-60, 10)) * random.nextDouble(1, 2);
        };
    }

    private static Elementwise function(String call) {
        return Catalogue.named(ExampleCalls.of(call)).elementwise().orElseThrow();
    }
}

package dev.activations.functions.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.definition.Mish;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Vectors take over once they have been seen to be the faster loop, and not before. */
class TrialBackendTest {

    @Test
    void vectorsAreTriedAfterManyValuesAndTakeOverWhenTheyAreFaster() throws InterruptedException {
        Trial trial = new Trial(() -> {}, TrialBackendTest::slow);
        assertThat(trial.passed((int) Trial.VALUES_BEFORE - 1)).isFalse();
        Thread.sleep(50);
        assertThat(trial.passed(1)).isFalse();
        waitUntil(() -> trial.passed(1));
    }

    @Test
    void vectorsThatLostATrialHaveAnotherAfterTwiceAsManyValues() throws InterruptedException {
        AtomicBoolean compiled = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        Trial trial = new Trial(
                () -> {
                    calls.incrementAndGet();
                    if (!compiled.get()) {
                        slow(20_000);
                    }
                },
                () -> slow(5_000));
        assertThat(trial.passed((int) Trial.VALUES_BEFORE)).isFalse();
        waitUntil(() -> calls.get() == Trial.MOST_CALLS);
        compiled.set(true);
        assertThat(trial.passed((int) Trial.VALUES_BEFORE - 1)).isFalse();
        Thread.sleep(50);
        assertThat(calls).hasValue(Trial.MOST_CALLS);
        assertThat(trial.passed(1)).isFalse();
        waitUntil(trial::passed);
    }

    @Test
    void slowerVectorsAreGivenUp() {
        AtomicInteger calls = new AtomicInteger();
        Trial trial = new Trial(
                () -> {
                    calls.incrementAndGet();
                    slow();
                },
                () -> {});
        trial.run();
        assertThat(calls).hasPositiveValue();
        assertThat(trial.passed(1)).isFalse();
    }

    @Test
    void resultsAreTheScalarOnesThroughout() {
        Backend backend = BackendChoice.choose("auto");
        double[] inputs = new double[4099];
        double[] results = new double[inputs.length];
        double[] expected = new double[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i / 200.0 - 10;
            expected[i] = new Mish().value(inputs[i]);
        }
        for (int call = 0; call < 1000; call++) {
            backend.loops(new Mish()).values(inputs, 0, results, 0, inputs.length);
            assertThat(results).isEqualTo(expected);
        }
    }

    private static void waitUntil(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static void slow() {
        slow(20_000);
    }

    private static void slow(int nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}

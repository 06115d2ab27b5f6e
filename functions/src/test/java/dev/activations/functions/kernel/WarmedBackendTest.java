package dev.activations.functions.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.activations.functions.definition.Mish;
import dev.activations.functions.definition.ScalarRows;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Vectors take over once they are compiled, which shows in their speed, and not before. */
class WarmedBackendTest {

    @Test
    void vectorsAreCompiledAfterSomeValuesAndTakeOverWhenTheyAreFaster() throws InterruptedException {
        WarmUp warmUp = new WarmUp(n -> {}, n -> slow(20_000));
        assertThat(warmUp.isDone((int) WarmUp.VALUES_BEFORE - 1)).isFalse();
        Thread.sleep(50);
        assertThat(warmUp.isDone(1)).isFalse();
        waitUntil(() -> warmUp.isDone(1));
    }

    @Test
    void vectorsThatWereNotCompiledInTimeAreTriedAgainAfterTwiceAsManyValues() throws InterruptedException {
        AtomicBoolean compiled = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        WarmUp warmUp = new WarmUp(
                n -> {
                    calls.addAndGet(n == WarmUp.LONG ? 1 : 0);
                    if (n == WarmUp.LONG && !compiled.get()) {
                        slow(20_000);
                    }
                },
                n -> slow(5_000));
        assertThat(warmUp.isDone((int) WarmUp.VALUES_BEFORE)).isFalse();
        waitUntil(() -> calls.get() == 5 * WarmUp.MOST_ROUNDS);
        compiled.set(true);
        assertThat(warmUp.isDone((int) WarmUp.VALUES_BEFORE - 1)).isFalse();
        Thread.sleep(50);
        assertThat(calls).hasValue(5 * WarmUp.MOST_ROUNDS);
        assertThat(warmUp.isDone(1)).isFalse();
        waitUntil(warmUp::isDone);
    }

    @Test
    void slowerVectorsAreGivenUp() {
        AtomicInteger calls = new AtomicInteger();
        WarmUp warmUp = new WarmUp(
                n -> {
                    calls.incrementAndGet();
                    slow(n == WarmUp.LONG ? 20_000 : 0);
                },
                n -> {});
        warmUp.run();
        assertThat(calls).hasPositiveValue();
        assertThat(warmUp.isDone(1)).isFalse();
    }

    @Test
    void askingForTheLoopsOfARowMakesNoObjects() {
        Backend backend = BackendChoice.choose("auto");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        askForRows(backend, 10);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        askForRows(backend, 1000);
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .as("bytes in 2,000 calls")
                .isLessThan(4000);
    }

    private static void askForRows(Backend backend, int times) {
        for (int i = 0; i < times; i++) {
            backend.floatRows(ScalarRows::ofThread, 1);
            backend.doubleRows(ScalarRows::ofThread, 1);
        }
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

    private static void slow(int nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}

package dev.activations.functions.kernel;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds out whether one loop runs faster with vectors, once it has had enough to do. Until the JIT compiler has compiled a
 * vector loop each of its operations is a call and an allocation, hundreds of times slower than the scalar loop; so it
 * is run on scratch values in the background, and used from the moment that it is the faster one. Where the processors are
 * busy the compiler may come too late for a trial; there is another after as many values again.
 */
final class Trial {

    /** Values after which a loop is worth a trial: about what the compiler needs to see of the scalar loop, too. */
    static final long VALUES_BEFORE = 1 << 20;

    /** Calls after which a vector loop that is still the slower one is given up, until twice as many values were seen. */
    static final int MOST_CALLS = 4000;

    private static final int FEW_CALLS = 20;

    private static final Executor BACKGROUND = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "activations-vector-trial");
        thread.setDaemon(true);
        return thread;
    });

    private final Runnable vectors;
    private final Runnable scalars;
    private final AtomicLong seen = new AtomicLong();
    private volatile boolean passed;

    /** Both run the loop over the same scratch values. */
    Trial(Runnable vectors, Runnable scalars) {
        this.vectors = vectors;
        this.scalars = scalars;
    }

    boolean passed() {
        return passed;
    }

    /** Whether to use vectors for these values, of which there are {@code length}. */
    boolean passed(int length) {
        if (passed) {
            return true;
        }
        long before = seen.getAndAdd(length);
        long after = before + length;
        if (after >= VALUES_BEFORE && Long.highestOneBit(before) < Long.highestOneBit(after)) {
            BACKGROUND.execute(this::run);
        }
        return false;
    }

    /** Runs both, until the vectors are the faster or have had their time. */
    void run() {
        for (int calls = 0; calls < MOST_CALLS && !passed; calls += FEW_CALLS) {
            passed = fastest(vectors) < fastest(scalars);
        }
    }

    private static long fastest(Runnable loop) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < FEW_CALLS; i++) {
            long start = System.nanoTime();
            loop.run();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }
}

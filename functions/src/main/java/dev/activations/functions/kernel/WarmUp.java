package dev.activations.functions.kernel;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * Has one loop with vectors compiled, in the background, from the time that it is wanted for more than a few values. Until the
 * JIT compiler has done so each of its operations is a call and an allocation, hundreds of times slower than the scalar
 * loop, which is used meanwhile. Whether it is compiled shows in its speed over scratch values. Many short calls get the
 * compiler's attention after less work than few long ones.
 */
final class WarmUp {

    /** Values that are computed one by one in any case: some tenths of a millisecond, less than compiling takes. */
    static final long VALUES_BEFORE = 1 << 15;

    /** Rounds after which a loop that is still the slower one is given up, until twice as many values were seen. */
    static final int MOST_ROUNDS = 60;

    /**
     * Values in a long call, by which loops are compared. Like the short calls it leaves some over that fill no vector: what the
     * compiler has not seen run it leaves out, and compiles the loop again when it comes, slow for as long.
     */
    static final int LONG = 2045;

    private static final int SHORT = 61;

    /** Fewer values than a vector holds. */
    private static final int FEW = 1;

    private static final int SHORT_CALLS = 400;
    private static final int LONG_CALLS = 5;
    private static final int LONGEST_PAUSE_MILLIS = 100;

    private static final Executor BACKGROUND = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "activations-vector-warm-up");
        thread.setDaemon(true);
        return thread;
    });

    private final IntConsumer vectors;
    private final IntConsumer scalars;
    private final AtomicLong seen = new AtomicLong();
    private volatile boolean done;

    /** Both run the loop over as many scratch values as they are given. */
    WarmUp(IntConsumer vectors, IntConsumer scalars) {
        this.vectors = vectors;
        this.scalars = scalars;
    }

    boolean isDone() {
        return done;
    }

    /** Whether to use vectors for these values, of which there are {@code length}. */
    boolean isDone(int length) {
        if (done) {
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
        for (int round = 0; round < MOST_ROUNDS && !done; round++) {
            for (int i = 0; i < SHORT_CALLS; i++) {
                vectors.accept(SHORT);
            }
            vectors.accept(FEW);
            done = fastest(vectors) < fastest(scalars);
            if (!done && !pause(round)) {
                return;
            }
        }
    }

    /** The compiler's turn. */
    private static boolean pause(int round) {
        try {
            Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, 1 + round * round));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long fastest(IntConsumer loop) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < LONG_CALLS; i++) {
            long start = System.nanoTime();
            loop.accept(LONG);
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }
}

package dev.activations.benchmarks.arrow;

import dev.activations.arrow.BatchFunction;
import dev.activations.arrow.BatchFunctions;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One function over a Float4Vector of n values of N(0, 3). The functions of {@link VectorFork#FUNCTIONS} all run
 * before anything is timed, as in a program that uses them all.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VectorBenchmark {

    private static final int WARM_VALUES = 16384;
    private static final int WARM_CALLS = 500;

    private static boolean warm;

    @Param("relu")
    public String function;

    @Param("1048576")
    public int n;

    private BufferAllocator allocator;
    private Float4Vector x;
    private BatchFunction ours;

    @Setup
    public void prepare() {
        allocator = new RootAllocator();
        warm();
        x = vector(n);
        ours = BatchFunctions.named(function);
    }

    private void warm() {
        if (warm) {
            return;
        }
        try (Float4Vector small = vector(WARM_VALUES)) {
            for (String name : VectorFork.FUNCTIONS) {
                BatchFunction function = BatchFunctions.named(name);
                for (int i = 0; i < WARM_CALLS; i++) {
                    function.apply(small, allocator).close();
                }
            }
        }
        warm = true;
    }

    private Float4Vector vector(int length) {
        Random random = new Random(1);
        Float4Vector vector = new Float4Vector("x", allocator);
        vector.allocateNew(length);
        for (int i = 0; i < length; i++) {
            vector.set(i, (float) (3 * random.nextGaussian()));
        }
        vector.setValueCount(length);
        return vector;
    }

    @TearDown
    public void close() {
        x.close();
        allocator.close();
    }

    /** Into a new vector, which is closed again. */
    @Benchmark
    public int arrow() {
        try (FieldVector y = ours.apply(x, allocator)) {
            return y.getValueCount();
        }
    }

    /** In the vector's own memory; for functions that bring their own results to rest, such as relu. */
    @Benchmark
    public int inPlace() {
        ours.applyInPlace(x);
        return x.getValueCount();
    }

    /** The vector's data into a new buffer, which is closed again: what {@link #arrow} cannot do without. */
    @Benchmark
    public long copy() {
        ArrowBuf data = x.getDataBuffer();
        long bytes = (long) n * Float.BYTES;
        try (ArrowBuf copy = allocator.buffer(bytes)) {
            copy.setBytes(0, data, 0, bytes);
            return copy.capacity();
        }
    }
}

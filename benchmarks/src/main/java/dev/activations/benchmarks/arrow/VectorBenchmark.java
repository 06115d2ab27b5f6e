package dev.activations.benchmarks.arrow;

import ai.onnxruntime.OrtException;
import dev.activations.arrow.BatchFunction;
import dev.activations.arrow.BatchFunctions;
import dev.activations.benchmarks.OnnxFunction;
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
 * One function over a Float4Vector of n values of N(0, 3). The functions of {@link ArrowBenchmarks#FUNCTIONS} all run
 * before anything is timed, as in a program that uses them all.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VectorBenchmark {

    private static final int WARM_VALUES = 16384;
    private static final int WARM_CALLS = 500;

    @Param("relu")
    public String function;

    @Param("1048576")
    public int n;

    private BufferAllocator allocator;
    private Float4Vector x;
    private BatchFunction ours;
    private OnnxFunction onnx;

    @Setup
    public void prepare() throws OrtException {
        allocator = new RootAllocator();
        warm();
        x = vector(n);
        ours = BatchFunctions.named(function);
        onnx = OnnxFunction.has(function) ? new OnnxFunction(function, values(x)) : null;
    }

    private void warm() {
        try (Float4Vector small = vector(WARM_VALUES)) {
            for (String name : ArrowBenchmarks.FUNCTIONS) {
                BatchFunction function = BatchFunctions.named(name);
                for (int i = 0; i < WARM_CALLS; i++) {
                    function.apply(small, allocator).close();
                }
            }
        }
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

    private static float[] values(Float4Vector vector) {
        float[] values = new float[vector.getValueCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = vector.get(i);
        }
        return values;
    }

    @TearDown
    public void close() throws OrtException {
        x.close();
        allocator.close();
        if (onnx != null) {
            onnx.close();
        }
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

    /** Fails for a function that ONNX Runtime does not have. */
    @Benchmark
    public void onnxRuntime() throws OrtException {
        onnx.run();
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

package dev.activations.benchmarks;

import ai.onnxruntime.OrtException;
import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.definition.Elementwise;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
 * One function over n values of N(0, 3). Every function of the catalogue runs before anything is timed, as in a program
 * that uses them all.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FunctionBenchmark {

    private static final int WARM_VALUES = 4096;
    private static final int WARM_CALLS = 3000;

    @Param("sigmoid")
    public String function;

    @Param({"256", "4096", "1048576"})
    public int n;

    private Elementwise ours;
    private float[] floats;
    private float[] floatResults;
    private double[] doubles;
    private double[] doubleResults;
    private OnnxFunction onnx;

    @Setup
    public void prepare() throws OrtException {
        Catalogue.entries().stream().filter(Entry::isElementwise).forEach(FunctionBenchmark::warm);
        ours = Catalogue.named(function).elementwise().orElseThrow();
        Random random = new Random(1);
        doubles = random.doubles(n, -6, 6).toArray();
        floats = new float[n];
        for (int i = 0; i < n; i++) {
            doubles[i] = 3 * random.nextGaussian();
            floats[i] = (float) doubles[i];
        }
        floatResults = new float[n];
        doubleResults = new double[n];
        onnx = OnnxFunction.has(function) ? new OnnxFunction(function, floats) : null;
    }

    private static void warm(Entry entry) {
        Elementwise f = entry.example().elementwise().orElseThrow();
        float[] floats = new float[WARM_VALUES];
        double[] doubles = new double[WARM_VALUES];
        for (int i = 0; i < WARM_CALLS; i++) {
            f.values(floats, 0, floats, 0, WARM_VALUES);
            f.derivatives(floats, 0, floats, 0, WARM_VALUES);
            f.values(doubles, 0, doubles, 0, WARM_VALUES);
            f.derivatives(doubles, 0, doubles, 0, WARM_VALUES);
        }
    }

    @TearDown
    public void close() throws OrtException {
        if (onnx != null) {
            onnx.close();
        }
    }

    @Benchmark
    public float[] floatValues() {
        ours.values(floats, 0, floatResults, 0, n);
        return floatResults;
    }

    @Benchmark
    public float[] floatDerivatives() {
        ours.derivatives(floats, 0, floatResults, 0, n);
        return floatResults;
    }

    @Benchmark
    public double[] doubleValues() {
        ours.values(doubles, 0, doubleResults, 0, n);
        return doubleResults;
    }

    @Benchmark
    public double[] doubleDerivatives() {
        ours.derivatives(doubles, 0, doubleResults, 0, n);
        return doubleResults;
    }

    /** Fails for a function that ONNX Runtime does not have. */
    @Benchmark
    public void onnxRuntime() throws OrtException {
        onnx.run();
    }

    @Benchmark
    public float[] copy() {
        System.arraycopy(floats, 0, floatResults, 0, n);
        return floatResults;
    }
}

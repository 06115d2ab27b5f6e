package dev.activations.benchmarks;

import dev.activations.functions.Catalogue;
import dev.activations.functions.kernel.Elementwise;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One function over n values of N(0, 3). Every function of the catalogue runs before anything is timed, as in a program
 * that uses them all.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FunctionBenchmark {

    private static final int WARM_VALUES = 4096;
    private static final int WARM_CALLS = Integer.getInteger("activations.warm.calls", 3000);

    private static boolean warm;

    @Param("sigmoid")
    public String function;

    @Param("4096")
    public int n;

    private Elementwise ours;
    private float[] floats;
    private float[] floatResults;
    private double[] doubles;
    private double[] doubleResults;

    @Setup
    public void prepare() {
        warmAll();
        ours = Catalogue.named(function).elementwise().orElseThrow();
        doubles = Inputs.doubles(n);
        floats = Inputs.floats(n);
        floatResults = new float[n];
        doubleResults = new double[n];
    }

    private static void warmAll() {
        if (!warm) {
            BenchmarkFork.functions().forEach(FunctionBenchmark::warm);
            warm = true;
        }
    }

    private static void warm(String call) {
        Elementwise f = Catalogue.named(call).elementwise().orElseThrow();
        float[] floats = new float[WARM_VALUES];
        double[] doubles = new double[WARM_VALUES];
        for (int i = 0; i < WARM_CALLS; i++) {
            f.values(floats, 0, floats, 0, WARM_VALUES);
            f.derivatives(floats, 0, floats, 0, WARM_VALUES);
            f.values(doubles, 0, doubles, 0, WARM_VALUES);
            f.derivatives(doubles, 0, doubles, 0, WARM_VALUES);
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
}

package dev.activations.benchmarks;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same values through the loop that anyone would write with {@link Math}, each with a profile of its own; and a copy. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopBenchmark {

    private interface Loop {
        void run(float[] x, float[] y);
    }

    private static final Map<String, Loop> LOOPS = Map.of(
            "copy", (x, y) -> System.arraycopy(x, 0, y, 0, x.length),
            "relu",
                    (x, y) -> {
                        for (int i = 0; i < x.length; i++) {
                            y[i] = Math.max(x[i], 0);
                        }
                    },
            "sigmoid",
                    (x, y) -> {
                        for (int i = 0; i < x.length; i++) {
                            y[i] = (float) (1 / (1 + Math.exp(-x[i])));
                        }
                    },
            "tanh",
                    (x, y) -> {
                        for (int i = 0; i < x.length; i++) {
                            y[i] = (float) Math.tanh(x[i]);
                        }
                    },
            "elu",
                    (x, y) -> {
                        for (int i = 0; i < x.length; i++) {
                            y[i] = x[i] > 0 ? x[i] : (float) Math.expm1(x[i]);
                        }
                    },
            "gelu",
                    (x, y) -> {
                        for (int i = 0; i < x.length; i++) {
                            y[i] = (float) (0.5
                                    * x[i]
                                    * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x[i] + 0.044715 * x[i] * x[i] * x[i]))));
                        }
                    },
            "swish",
                    (x, y) -> {
                        for (int i = 0; i < x.length; i++) {
                            y[i] = (float) (x[i] / (1 + Math.exp(-x[i])));
                        }
                    },
            "mish",
                    (x, y) -> {
                        for (int i = 0; i < x.length; i++) {
                            y[i] = (float) (x[i] * Math.tanh(Math.log1p(Math.exp(x[i]))));
                        }
                    },
            "softplus",
                    (x, y) -> {
                        for (int i = 0; i < x.length; i++) {
                            y[i] = (float) Math.log1p(Math.exp(x[i]));
                        }
                    },
            "exponential",
                    (x, y) -> {
                        for (int i = 0; i < x.length; i++) {
                            y[i] = (float) Math.exp(x[i]);
                        }
                    });

    @Param("copy")
    public String function;

    @Param("4096")
    public int n;

    private Loop loop;
    private float[] values;
    private float[] results;

    static SortedSet<String> names() {
        return new TreeSet<>(LOOPS.keySet());
    }

    @Setup
    public void prepare() {
        loop = LOOPS.get(function);
        values = Inputs.floats(n);
        results = new float[n];
    }

    @Benchmark
    public float[] mathLoop() {
        loop.run(values, results);
        return results;
    }
}

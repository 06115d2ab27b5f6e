package dev.activations.benchmarks;

import ai.onnxruntime.OrtException;
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

/** The same values through ONNX Runtime: its own operator, one thread, direct buffers, the output bound. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeerBenchmark {

    @Param("sigmoid")
    public String function;

    @Param("4096")
    public int n;

    private OnnxFunction onnx;

    @Setup
    public void prepare() throws OrtException {
        onnx = new OnnxFunction(function, Inputs.floats(n));
    }

    @TearDown
    public void close() throws OrtException {
        onnx.close();
    }

    @Benchmark
    public void onnxRuntime() throws OrtException {
        onnx.run();
    }
}

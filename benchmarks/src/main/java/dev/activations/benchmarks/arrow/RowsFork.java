package dev.activations.benchmarks.arrow;

import ai.onnxruntime.OrtException;
import dev.activations.arrow.BatchFunction;
import dev.activations.arrow.BatchFunctions;
import dev.activations.benchmarks.OnnxFunction;
import dev.activations.benchmarks.Processor;
import dev.activations.functions.kernel.Backend;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Times functions of numbers over a vector of a million floats, and functions of rows over fixed-size lists of as many, beside a
 * copy of the values and ONNX Runtime: {@code RowsFork FILE}. All run before any is timed; in each round all take their turn.
 * Times are of this thread's processor, so other work on the machine hardly meets them. The file gets the text
 * of a section.
 */
public final class RowsFork {

    private static final int VALUES = 1 << 20;
    private static final int ROUNDS = 7;
    private static final int WARM_MILLIS = 400;
    private static final int SLOT_MILLIS = 20;
    private static final String COPY = "copy of the buffer";
    private static final List<String> OF_NUMBERS = List.of("identity", "relu", "sigmoid", "swish", "gelu");
    private static final List<String> OF_ROWS =
            List.of("softmax", "log_softmax", "cross_entropy_loss", "glu", "swiglu", "geglu");
    private static final int[] LENGTHS = {10, 128, 1000};
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final BufferAllocator allocator = new RootAllocator();
    private final Map<String, Runnable> ours = new LinkedHashMap<>();
    private final Map<String, Runnable> peers = new LinkedHashMap<>();

    private RowsFork() {}

    public static void main(String[] arguments) throws IOException, OrtException {
        Files.writeString(
                Path.of(arguments[0]),
                """
                ```bash
                scripts/benchmark-arrow
                ```

                %s, Java %s, %s, %s. Nanoseconds of processor time per value of the input, one thread, medians of %d rounds in each of
                which all take their turn. A vector of %,d floats, and fixed-size lists of as many; `BatchFunction.apply` allocates its
                result and closes it. ONNX Runtime 1.29: its own operator on direct buffers, the output bound.

                %s"""
                        .formatted(
                                Processor.model(),
                                System.getProperty("java.version"),
                                Backend.current(),
                                LocalDate.now(),
                                ROUNDS,
                                VALUES,
                                new RowsFork().table()));
    }

    private String table() throws OrtException {
        float[] values = values();
        addNumbers(values);
        for (int length : LENGTHS) {
            addRows(values, length);
        }
        ours.values().forEach(run -> nanoseconds(run, WARM_MILLIS));
        peers.values().forEach(run -> nanoseconds(run, WARM_MILLIS));
        Map<String, double[]> times = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Runnable> run : ours.entrySet()) {
                Runnable peer = peers.get(run.getKey());
                double theirs = peer == null ? Double.NaN : nanoseconds(peer, SLOT_MILLIS);
                times.computeIfAbsent(run.getKey(), name -> new double[ROUNDS])[round] =
                        nanoseconds(run.getValue(), SLOT_MILLIS);
                times.computeIfAbsent("peer of " + run.getKey(), name -> new double[ROUNDS])[round] = theirs;
            }
        }
        StringBuilder text = new StringBuilder(
                "| function | ns | of the speed of a copy | ONNX Runtime, ns | of ONNX Runtime |\n|---|---|---|---|---|\n");
        double copy = median(times.get(COPY));
        for (String name : ours.keySet()) {
            double time = median(times.get(name));
            double theirs = median(times.get("peer of " + name));
            text.append("| %s | %.2f | %.2f | %s |%n"
                    .formatted(
                            name,
                            time,
                            copy / time,
                            Double.isNaN(theirs) ? " | " : "%.2f | %.2f".formatted(theirs, theirs / time)));
        }
        return text.toString();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static float[] values() {
        Random random = new Random(1);
        float[] values = new float[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = (float) (3 * random.nextGaussian());
        }
        return values;
    }

    private void addNumbers(float[] values) throws OrtException {
        Float4Vector x = new Float4Vector("x", allocator);
        fill(x, values, VALUES);
        ours.put(COPY, () -> copy(x));
        for (String name : OF_NUMBERS) {
            BatchFunction function = BatchFunctions.named(name);
            ours.put(name, () -> function.apply(x, allocator).close());
            if (OnnxFunction.has(name)) {
                peers.put(name, new OnnxFunction(name, values)::runUnchecked);
            }
        }
    }

    private void addRows(float[] values, int length) throws OrtException {
        int rows = VALUES / length;
        FixedSizeListVector lists = FixedSizeListVector.empty("x", length, allocator);
        Float4Vector items = (Float4Vector)
                lists.addOrGetVector(FieldType.notNullable(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)))
                        .getVector();
        fill(items, values, rows * length);
        BigIntVector classes = new BigIntVector("class", allocator);
        for (int row = 0; row < rows; row++) {
            lists.setNotNull(row);
            classes.setSafe(row, row % length);
        }
        lists.setValueCount(rows);
        classes.setValueCount(rows);
        for (String name : OF_ROWS) {
            BatchFunction function = BatchFunctions.named(name);
            String what = name + ", rows of " + length;
            if (name.equals("cross_entropy_loss")) {
                ours.put(what, () -> function.apply(lists, classes, allocator).close());
            } else {
                ours.put(what, () -> function.apply(lists, allocator).close());
            }
            if (OnnxFunction.has(name)) {
                peers.put(what, new OnnxFunction(name, Arrays.copyOf(values, rows * length), rows)::runUnchecked);
            }
        }
    }

    private static void fill(Float4Vector vector, float[] values, int count) {
        vector.allocateNew(count);
        for (int i = 0; i < count; i++) {
            vector.set(i, values[i]);
        }
        vector.setValueCount(count);
    }

    /** The vector's data into a new buffer, which is closed again. */
    private void copy(FieldVector x) {
        ArrowBuf data = x.getDataBuffer();
        try (ArrowBuf copy = allocator.buffer((long) VALUES * Float.BYTES)) {
            copy.setBytes(0, data, 0, (long) VALUES * Float.BYTES);
        }
    }

    /** Nanoseconds of this thread's processor time per value. */
    private static double nanoseconds(Runnable run, int milliseconds) {
        run.run();
        long start = THREADS.getCurrentThreadCpuTime();
        long now = start;
        int calls = 0;
        while (now - start < milliseconds * 1_000_000L) {
            run.run();
            calls++;
            now = THREADS.getCurrentThreadCpuTime();
        }
        return (double) (now - start) / calls / VALUES;
    }
}

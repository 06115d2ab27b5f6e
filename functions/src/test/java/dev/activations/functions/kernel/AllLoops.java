package dev.activations.functions.kernel;

import com.sun.management.ThreadMXBean;
import dev.activations.functions.Catalogue;
import dev.activations.functions.ExpectedNumbers;
import dev.activations.functions.definition.ScalarRows;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs every loop with vectors until none makes objects, and prints those that still do when the compiler had its time. */
final class AllLoops {

    /** The last line, which says that all were run. */
    static final String END = "every loop was run";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Backend SIMD = BackendChoice.choose("simd");
    private static final int LENGTH = 250;
    private static final int MORE_CALLS = 600;
    private static final int MEASURED_CALLS = 50;

    /** How long the compiler may take, beside other work of the machine. */
    private static final int MOST_SECONDS = 90;

    private final float[] floats = new float[LENGTH];
    private final float[] floatResults = new float[LENGTH];
    private final double[] doubles = new double[LENGTH];
    private final double[] doubleResults = new double[LENGTH];
    private final float[] floatZeros = new float[ColumnLoops.ROWS];
    private final float[] floatSums = new float[ColumnLoops.ROWS];
    private final double[] doubleZeros = new double[ColumnLoops.ROWS];
    private final double[] doubleSums = new double[ColumnLoops.ROWS];

    public static void main(String[] arguments) throws InterruptedException {
        new AllLoops().allocating().forEach(System.out::println);
        System.out.println(END);
    }

    private List<String> allocating() throws InterruptedException {
        for (int i = 0; i < LENGTH; i++) {
            doubles[i] = 16.0 * i / LENGTH - 8;
            floats[i] = (float) doubles[i];
        }
        Map<String, Runnable> loops = new LinkedHashMap<>();
        ExpectedNumbers.calls().forEach(call -> addLoops(call, loops));
        addRowLoops(loops);
        long end = System.nanoTime() + MOST_SECONDS * 1_000_000_000L;
        List<String> allocating = allocating(loops);
        while (!allocating.isEmpty() && System.nanoTime() < end) {
            allocating.forEach(name -> run(loops.get(name), MORE_CALLS));
            Thread.sleep(50);
            allocating = allocating(loops);
        }
        return allocating;
    }

    private void addLoops(String call, Map<String, Runnable> all) {
        Elementwise f = Catalogue.named(call).elementwise().orElseThrow();
        Loops loops = CompiledLoops.of(SIMD.loops(f), Backend.scalarLoops(f));
        all.put(call + " of floats", () -> loops.values(floats, 0, floatResults, 0, LENGTH));
        all.put(call + " of doubles", () -> loops.values(doubles, 0, doubleResults, 0, LENGTH));
        all.put(call + "' of floats", () -> loops.derivatives(floats, 0, floatResults, 0, LENGTH));
        all.put(call + "' of doubles", () -> loops.derivatives(doubles, 0, doubleResults, 0, LENGTH));
    }

    private void addRowLoops(Map<String, Runnable> all) {
        RowLoops rows = CompiledLoops.of(SIMD.floatRows(ScalarRows::ofThread, LENGTH), ScalarRows.ofThread());
        ColumnLoops columns = (ColumnLoops) rows;
        int length = LENGTH / ColumnLoops.ROWS;
        all.put("maxima of columns of floats", () -> columns.maxima(floats, length, floatResults));
        all.put(
                "exponentials of columns of floats",
                () -> columns.exponentials(floats, floatResults, length, floatZeros, floatSums));
        all.put(
                "sums of other exponentials of columns of floats",
                () -> columns.sumsOfOtherExponentials(floats, length, floatZeros, floatSums));
        all.put("dot products of columns of floats", () -> columns.dots(floats, floats, length, floatSums));
        all.put("maxima of columns of doubles", () -> columns.maxima(doubles, length, doubleResults));
        all.put(
                "exponentials of columns of doubles",
                () -> columns.exponentials(doubles, doubleResults, length, doubleZeros, doubleSums));
        all.put(
                "sums of other exponentials of columns of doubles",
                () -> columns.sumsOfOtherExponentials(doubles, length, doubleZeros, doubleSums));
        all.put("dot products of columns of doubles", () -> columns.dots(doubles, doubles, length, doubleSums));
        all.put("maximum of floats", () -> rows.maximum(floats, 0, LENGTH));
        all.put("exponentials of floats", () -> rows.exponentials(floats, 0, floatResults, 0, LENGTH, 8));
        all.put("sum of exponentials of floats", () -> rows.sumOfExponentials(floats, 0, LENGTH, 8));
        all.put("sum of other exponentials of floats", () -> rows.sumOfOtherExponentials(floats, 0, LENGTH, 8));
        all.put("products of floats", () -> rows.multiply(floats, 0, floats, 0, floatResults, 0, LENGTH));
        all.put("dot product of floats", () -> rows.dot(floats, 0, floats, 0, LENGTH));
        all.put("maximum of doubles", () -> rows.maximum(doubles, 0, LENGTH));
        all.put("exponentials of doubles", () -> rows.exponentials(doubles, 0, doubleResults, 0, LENGTH, 8));
        all.put("sum of exponentials of doubles", () -> rows.sumOfExponentials(doubles, 0, LENGTH, 8));
        all.put("sum of other exponentials of doubles", () -> rows.sumOfOtherExponentials(doubles, 0, LENGTH, 8));
        all.put("products of doubles", () -> rows.multiply(doubles, 0, doubles, 0, doubleResults, 0, LENGTH));
        all.put("dot product of doubles", () -> rows.dot(doubles, 0, doubles, 0, LENGTH));
    }

    /** The loops that make objects, with how many bytes a call takes for them. */
    private static List<String> allocating(Map<String, Runnable> loops) {
        List<String> names = new ArrayList<>();
        loops.forEach((name, loop) -> {
            if (allocatedBy(loop) >= MEASURED_CALLS) {
                names.add(name);
            }
        });
        return names;
    }

    /** The least of a few measurements, because the JVM itself allocates now and then. */
    private static long allocatedBy(Runnable loop) {
        long thread = Thread.currentThread().getId();
        return Stream.of(1, 2, 3)
                .mapToLong(i -> {
                    long before = THREADS.getThreadAllocatedBytes(thread);
                    run(loop, MEASURED_CALLS);
                    return THREADS.getThreadAllocatedBytes(thread) - before;
                })
                .min()
                .orElseThrow();
    }

    private static void run(Runnable loop, int calls) {
        for (int i = 0; i < calls; i++) {
            loop.run();
        }
    }
}

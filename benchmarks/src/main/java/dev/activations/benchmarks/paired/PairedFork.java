package dev.activations.benchmarks.paired;

import ai.onnxruntime.OrtException;
import dev.activations.benchmarks.OnnxFunction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times contests in this JVM and PyTorch beside it: {@code PairedFork FILE PYTHON ROUNDS}. All of ours run before anything is
 * timed; in every round each takes its turn beside its peers. The file gets what PyTorch is, then a line per contest and
 * round: function, type, length, and the nanoseconds per value of ours, PyTorch and ONNX Runtime, with tabs between.
 */
public final class PairedFork {

    private static final int WARM_MILLIS = 400;
    private static final int SLOT_MILLIS = 10;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private PairedFork() {}

    public static void main(String[] arguments) throws IOException, OrtException {
        List<Contest> contests = contests();
        Ours ours = new Ours();
        Map<Contest, Runnable> runs = new LinkedHashMap<>();
        contests.forEach(contest -> runs.put(contest, ours.run(contest)));
        for (Runnable run : runs.values()) {
            nanoseconds(run, WARM_MILLIS);
        }
        List<String> lines = new ArrayList<>();
        try (Torch torch = new Torch(arguments[1])) {
            lines.add(torch.name());
            int rounds = Integer.parseInt(arguments[2]);
            for (Map.Entry<Contest, Runnable> entry : runs.entrySet()) {
                lines.addAll(rounds(entry.getKey(), entry.getValue(), torch, ours, rounds));
            }
        }
        Files.write(Path.of(arguments[0]), lines);
    }

    private static List<String> rounds(Contest contest, Runnable run, Torch torch, Ours ours, int rounds)
            throws IOException, OrtException {
        List<String> lines = new ArrayList<>();
        try (OnnxFunction onnx = contest.doubles() || !OnnxFunction.has(contest.function())
                ? null
                : new OnnxFunction(contest.function(), ours.values(contest.values()), contest.rows())) {
            for (int round = 0; round < rounds; round++) {
                double here = nanoseconds(run, SLOT_MILLIS) / contest.values();
                double there = torch.nanoseconds(contest, SLOT_MILLIS);
                double peer =
                        onnx == null ? Double.NaN : nanoseconds(onnx::runUnchecked, SLOT_MILLIS) / contest.values();
                lines.add("%s\t%s\t%d\t%s\t%s\t%s"
                        .formatted(contest.function(), contest.type(), contest.length(), here, there, peer));
            }
        }
        return lines;
    }

    /** Nanoseconds of this thread's processor time for one run. */
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
        return (double) (now - start) / calls;
    }

    private static List<Contest> contests() {
        List<Contest> contests = new ArrayList<>();
        for (String function : List.of(
                "relu",
                "relu6",
                "leaky_relu",
                "hard_sigmoid",
                "hard_swish",
                "hard_tanh",
                "hard_shrink",
                "soft_shrink",
                "exponential",
                "sigmoid",
                "tanh",
                "swish",
                "gelu",
                "gelu(approximate=none)",
                "elu",
                "selu",
                "celu",
                "mish",
                "softplus",
                "log_sigmoid")) {
            contests.add(new Contest(function, false, 1, Contest.VALUES));
        }
        for (boolean doubles : List.of(false, true)) {
            for (String function :
                    List.of("softmax", "log_softmax", "cross_entropy_loss", "glu", "swiglu", "softmax_backward")) {
                for (int length : List.of(10, 128, 1000, 32000)) {
                    contests.add(Contest.ofRows(function, doubles, length));
                }
            }
        }
        return contests;
    }
}

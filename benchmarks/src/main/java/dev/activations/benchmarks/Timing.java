package dev.activations.benchmarks;

import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Times benchmarks of functions in this JVM, one after the other. */
public final class Timing {

    private Timing() {}

    /**
     * A line a result: function, method, size, nanoseconds per value (the median), with tabs between.
     *
     * @param benchmarks a class, or a class and method, by a regular expression
     */
    public static Stream<String> lines(String benchmarks, String[] sizes, Stream<String> functions)
            throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("\\." + benchmarks + "$|\\." + benchmarks + "\\.")
                        .param("function", functions.toArray(String[]::new))
                        .param("n", sizes)
                        .forks(0)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.milliseconds(30))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds(30))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run().stream().map(Timing::line);
    }

    private static String line(RunResult result) {
        String n = result.getParams().getParam("n");
        double median = result.getPrimaryResult().getStatistics().getPercentile(50);
        return String.join(
                "\t",
                result.getParams().getParam("function"),
                result.getPrimaryResult().getLabel(),
                n,
                Double.toString(median / Integer.parseInt(n)));
    }
}

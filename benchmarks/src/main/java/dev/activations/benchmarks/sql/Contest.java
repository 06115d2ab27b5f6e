package dev.activations.benchmarks.sql;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Queries that run in turn, round by round, so that whatever slows the machine slows all of them. */
final class Contest {

    /** Rounds that count; the middle one is the result. */
    static final int ROUNDS = 7;

    /** Rounds before them, in which the JVM compiles. */
    static final int WARM_UP = 2;

    private final SparkSession spark;
    private final Map<String, String> queries = new LinkedHashMap<>();

    Contest(SparkSession spark) {
        this.spark = spark;
    }

    Contest with(String name, String query) {
        queries.put(name, query);
        return this;
    }

    /** Milliseconds of each query, by name. */
    Map<String, Double> run() {
        Map<String, double[]> times = new LinkedHashMap<>();
        queries.keySet().forEach(name -> times.put(name, new double[ROUNDS]));
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (Map.Entry<String, String> query : queries.entrySet()) {
                double time = time(query.getValue());
                if (round >= 0) {
                    times.get(query.getKey())[round] = time;
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((name, measured) -> medians.put(name, median(measured)));
        return medians;
    }

    private double time(String query) {
        long start = System.nanoTime();
        spark.sql(query).collectAsList();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }
}

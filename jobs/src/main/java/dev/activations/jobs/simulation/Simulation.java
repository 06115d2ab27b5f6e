package dev.activations.jobs.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A log to make: the same layers in every run, each with its own units. It is the same for the same components, however the
 * rows are distributed over a cluster.
 *
 * @param layers input side first, no two of the same name
 * @param runs how many runs, called run-1, run-2 and so on
 * @param steps how many steps, from 0; what is planted holds at each
 * @param samples how many samples, from 0, the same at every step
 * @param seed what everything is drawn from
 */
public record Simulation(List<LayerPlan> layers, int runs, int steps, long samples, long seed) implements Serializable {

    private static final long VALUES_OF_A_PARTITION = 32_000_000;

    public Simulation {
        layers = List.copyOf(layers);
        Math.multiplyExact(Math.multiplyExact((long) runs * layers.size(), steps), samples);
    }

    /** The rows of the log, in the columns of docs/log-format.md, ordered by run, layer, step and sample in each partition. */
    public Dataset<Row> log(SparkSession spark) {
        int partitions = (int)
                Math.min(10_000, Math.max(spark.sparkContext().defaultParallelism(), values() / VALUES_OF_A_PARTITION));
        return log(spark, partitions);
    }

    Dataset<Row> log(SparkSession spark, int partitions) {
        MapPartitionsFunction<Long, SimulatedRow> make = numbers -> new RowMaker(this).rows(numbers);
        return spark.range(0, rows(), 1, partitions)
                .mapPartitions(make, Encoders.bean(SimulatedRow.class))
                .select("run", "layer", "depth", "activation", "role", "step", "sample", "shape", "pre", "post");
    }

    /** How many rows the log has. */
    public long rows() {
        return (long) runs * layers.size() * steps * samples;
    }

    /** How many values the log has. */
    public long values() {
        return LongStream.range(0, layers.size())
                        .map(layer -> layers.get((int) layer).planted().width())
                        .sum()
                * runs
                * steps
                * samples;
    }

    /** The layer of this place among the layers, in one run, both from 0. */
    LayerOfRun layer(int run, int layer) {
        return layers.get(layer).planted().in(draws(run, layer).of(0));
    }

    /** The numbers of one sample at one step of a layer in a run, all from 0. */
    Draws sample(int run, int layer, long step, long sample) {
        return draws(run, layer).of(1).of(step).of(sample);
    }

    private Draws draws(int run, int layer) {
        return new Draws(seed).of(run).of(layer);
    }

    /** The name of a run, from 0. */
    static String name(int run) {
        return "run-" + (run + 1);
    }

    /** Writes what is true of each layer in each run, as JSON lines. */
    public void writeTruth(OutputStream out) throws IOException {
        TruthLines.write(this, out);
    }
}

package dev.activations.jobs.state;

import dev.activations.jobs.model.LayerKey;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many different samples a log has of each layer, at each step and over all of them: what every bound rests on. In a
 * log without a {@code sample} column every row is a sample of its own, and none can be told to be there twice.
 */
public final class SampleCounts implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<LayerKey, TreeMap<Long, AtStep>> atSteps = new HashMap<>();
    private final HashMap<LayerKey, Long> overall = new HashMap<>();

    /**
     * A layer's rows at one step.
     *
     * @param samples how many different samples they are of
     * @param duplicates how many rows are there again: of a run, step, layer, sample and position that another row has
     */
    public record AtStep(long samples, long duplicates) implements Serializable {

        private AtStep plus(AtStep other) {
            return new AtStep(samples + other.samples, duplicates + other.duplicates);
        }
    }

    /** Adds rows of one step of a layer. */
    public void add(LayerKey layer, long step, AtStep more) {
        atSteps.computeIfAbsent(layer, k -> new TreeMap<>()).merge(step, more, AtStep::plus);
    }

    /** Adds different samples of a layer, whatever their steps. */
    public void addOverall(LayerKey layer, long samples) {
        overall.merge(layer, samples, Long::sum);
    }

    /** Adds what other rows came to; no sample of a layer may be in both. */
    public void add(SampleCounts part) {
        part.atSteps.forEach((layer, steps) -> steps.forEach((step, more) -> add(layer, step, more)));
        part.overall.forEach(this::addOverall);
    }

    /** Takes the fewest samples of any step for those of all steps: what is sure where samples have no numbers. */
    public void takeFewestForOverall() {
        atSteps.forEach((layer, steps) -> overall.put(layer, fewest(steps)));
    }

    private static long fewest(Map<Long, AtStep> steps) {
        return steps.values().stream().mapToLong(AtStep::samples).min().orElse(0);
    }

    /** A layer's rows by step. */
    public SortedMap<Long, AtStep> at(LayerKey layer) {
        return atSteps.get(layer);
    }

    /** Different samples of a layer over all steps; without a {@code sample} column, the fewest of any step. */
    public long overall(LayerKey layer) {
        return overall.get(layer);
    }
}

package dev.activations.jobs.simulation;

import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes the rows of one partition. Rows of a layer follow each other, so the layer of the last row is kept. */
final class RowMaker {

    private final Simulation simulation;
    private long keptNumber = -1;
    private LayerOfRun kept;

    RowMaker(Simulation simulation) {
        this.simulation = simulation;
    }

    /** The rows of these numbers; samples count fastest, then steps, layers and runs. */
    Iterator<SimulatedRow> rows(Iterator<Long> numbers) {
        Stream<Long> all = StreamSupport.stream(Spliterators.spliteratorUnknownSize(numbers, 0), false);
        return all.map(this::row).iterator();
    }

    private SimulatedRow row(long number) {
        long sample = number % simulation.samples();
        long aboveSamples = number / simulation.samples();
        long step = aboveSamples % simulation.steps();
        long layerOfRun = aboveSamples / simulation.steps();
        int layer = (int) (layerOfRun % simulation.layers().size());
        int run = (int) (layerOfRun / simulation.layers().size());
        if (layerOfRun != keptNumber) {
            kept = simulation.layer(run, layer);
            keptNumber = layerOfRun;
        }
        return new SimulatedRow(
                Simulation.name(run),
                simulation.layers().get(layer),
                layer,
                step,
                sample,
                kept.values(simulation.sample(run, layer, step, sample)));
    }
}

package dev.activations.jobs.scan;

import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.state.StepState;

/**
 * One row of a table of statistics: some units of a layer at a step, and with the first of them what belongs to the layer.
 *
 * @param step the step
 * @param state the sums of these units alone
 * @param layout the layout of the whole layer; of width 0 where no row has values
 * @param firstUnit the place of the page's first unit in the layer
 */
record StatePage(long step, StepState state, UnitLayout layout, int firstUnit) {

    /** So many units at most make a page: a row of it is about a megabyte or two. */
    static final int MOST_UNITS = 65_536;

    LayerKey layer() {
        return state.layer().key();
    }

    boolean isOfSameStep(StatePage other) {
        return step == other.step && layer().equals(other.layer());
    }
}

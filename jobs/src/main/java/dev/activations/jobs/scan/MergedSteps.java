package dev.activations.jobs.scan;

import dev.activations.jobs.log.Declarations;
import dev.activations.jobs.state.StepState;
import dev.activations.spark.catalyst.rows.PrimitiveRow;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Puts the rows of a table of statistics together to whole layers at single steps. The rows of a layer and step must follow
 * one another; only one layer at one step is held, and one page more.
 */
final class MergedSteps implements Iterator<MergedSteps.Merged> {

    private final Iterator<PrimitiveRow> rows;
    private StatePage next;

    /** A layer at a step. */
    record Merged(long step, StepState state) {}

    MergedSteps(Iterator<PrimitiveRow> rows) {
        this.rows = rows;
        advance();
    }

    private void advance() {
        next = rows.hasNext() ? PageReader.page(rows.next()) : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Merged next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        StatePage first = next;
        StepState state = new StepState(
                first.state().layer(), first.state().epsilon(), first.state().naming());
        while (next != null && first.isOfSameStep(next)) {
            Declarations.requireSame(state.layer(), next.state().layer());
            state.merge(next.state(), next.layout(), next.firstUnit());
            advance();
        }
        return new Merged(first.step(), state);
    }
}

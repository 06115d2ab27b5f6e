package dev.activations.jobs.scan;

import dev.activations.jobs.log.Declarations;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.scan.MergedSteps.Merged;
import dev.activations.jobs.state.StepState;
import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The layers of one partition one after the other, the steps of each from the last to the first. */
public final class LayerSteps {

    private final Iterator<Merged> steps;
    private Merged next;

    /**
     * Takes the steps of one layer.
     *
     * @param <T> what it makes of them
     */
    public interface Taker<T> {
        void add(long step, StepState state);

        T end();
    }

    /** Begins to take the steps of a layer. */
    public interface Taking<T> extends Serializable {
        Taker<T> begin(LayerDeclaration layer);
    }

    LayerSteps(Iterator<Merged> steps) {
        this.steps = steps;
        advance();
    }

    private void advance() {
        next = steps.hasNext() ? steps.next() : null;
    }

    /** What is made of each layer. */
    <T> Iterator<T> map(Taking<T> taking) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public T next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                return take(taking);
            }
        };
    }

    private <T> T take(Taking<T> taking) {
        LayerDeclaration layer = next.state().layer();
        Taker<T> taker = taking.begin(layer);
        while (next != null && next.state().layer().key().equals(layer.key())) {
            Declarations.requireSame(layer, next.state().layer());
            Merged taken = next;
            next = null;
            taker.add(taken.step(), taken.state());
            taken = null;
            advance();
        }
        return taker.end();
    }
}

package dev.activations.jobs.simulation;

import dev.activations.functions.Catalogue;
import dev.activations.functions.kernel.Rowwise;
import java.util.Arrays;
import java.util.Optional;

/**
 * Heads of a softmax, whose rows are spread over the classes or put everything on one of them: on any in attention, and always on
 * the same in an output of one head.
 *
 * @param axes heads, rows of a head and classes of a row; classes alone for one head of one row
 * @param collapsed how many of the heads put everything on one class
 */
record SoftmaxHeads(int[] axes, int collapsed) implements PlantedLayer {

    /** So much above the others is as good as everything. */
    private static final float CERTAIN = 20;

    @Override
    public int width() {
        return Arrays.stream(axes).reduce(1, Math::multiplyExact);
    }

    @Override
    public Optional<int[]> shape() {
        return axes.length == 1 ? Optional.empty() : Optional.of(axes.clone());
    }

    private int heads() {
        return axes.length == 1 ? 1 : axes[0];
    }

    private int classes() {
        return axes[axes.length - 1];
    }

    @Override
    public LayerOfRun in(Draws run) {
        int[] certain = run.of(0).choose(collapsed, heads());
        boolean always = axes.length == 1;
        Rowwise softmax = Catalogue.named("softmax").rowwise().orElseThrow();
        return new Heads(this, softmax, certain, always ? Optional.of(run.of(1)) : Optional.empty());
    }

    private record Heads(SoftmaxHeads plan, Rowwise softmax, int[] certain, Optional<Draws> sameForAllSamples)
            implements LayerOfRun {

        @Override
        public float[] values(Draws sample) {
            int classes = plan.classes();
            float[] values = new float[plan.width()];
            Draws logits = sample.of(0);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (2 * logits.share(i) - 1);
            }
            Draws target = sameForAllSamples.orElse(sample.of(1));
            int rows = values.length / classes;
            int perHead = rows / plan.heads();
            for (int head : certain) {
                for (int row = head * perHead; row < (head + 1) * perHead; row++) {
                    values[row * classes + (int) (target.share(row) * classes)] += CERTAIN;
                }
            }
            softmax.rows(values, 0, values, 0, classes, rows);
            return values;
        }

        @Override
        public LayerTruth truth() {
            return LayerTruth.ofHeads(certain);
        }
    }
}

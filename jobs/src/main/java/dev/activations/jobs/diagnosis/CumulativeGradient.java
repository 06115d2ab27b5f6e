package dev.activations.jobs.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Sums log10 of the mean gradient along the depth of a run, step by step; softmax kinds are passed over. */
final class CumulativeGradient {

    private CumulativeGradient() {}

    /** @param byDepth the layers of a run, input side first; from the first whose gradient is unknown or not positive on, the sum is undetermined */
    static List<LayerDiagnosis> addTo(List<LayerDiagnosis> byDepth) {
        Map<Long, Double> sums = new HashMap<>();
        List<LayerDiagnosis> result = new ArrayList<>();
        for (LayerDiagnosis layer : byDepth) {
            result.add(new LayerCase(layer, false, Settings.DEFAULT).isSoftmaxKind() ? layer : add(layer, sums));
        }
        return result;
    }

    private static LayerDiagnosis add(LayerDiagnosis layer, Map<Long, Double> sums) {
        List<StepDiagnosis> steps = new ArrayList<>();
        for (StepDiagnosis step : layer.steps()) {
            OptionalDouble mean = step.figures().get(Figure.MEAN_DERIVATIVE);
            double logarithm = mean.isPresent() && mean.getAsDouble() > 0 ? Math.log10(mean.getAsDouble()) : Double.NaN;
            double sum = sums.merge(step.step(), logarithm, Double::sum);
            steps.add(step.with(step.figures().with(Figure.CUMULATIVE_LOG10_DERIVATIVE, sum)));
        }
        return layer.withSteps(steps);
    }
}

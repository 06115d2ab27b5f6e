package dev.activations.jobs.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Adds the figures that only the layers of a whole run tell, step by step along its depth: the sum of log10 of the mean
 * gradients of the activations (softmax kinds are passed over), and the logged loss gradient beside the first layer's.
 */
public final class AlongDepth {

    private final Map<Long, Double> logarithms = new HashMap<>();
    private final Map<Long, Double> firstGradients = new HashMap<>();

    private final Set<Long> stepsOfRun;

    private AlongDepth(Set<Long> stepsOfRun) {
        this.stepsOfRun = stepsOfRun;
    }

    /**
     * @param byDepth the layers of a run, input side first; from the first whose mean gradient is unknown or not positive
     *     on, the sum is undetermined
     * @param stepsOfRun the steps at which any of them has values; a layer that has none there is unknown there
     */
    public static List<LayerDiagnosis> addTo(List<LayerDiagnosis> byDepth, Set<Long> stepsOfRun) {
        AlongDepth run = new AlongDepth(stepsOfRun);
        return byDepth.stream().map(run::add).toList();
    }

    private LayerDiagnosis add(LayerDiagnosis layer) {
        boolean passedOver = layer.layer().isSoftmaxKind();
        List<StepDiagnosis> steps = new ArrayList<>();
        for (StepDiagnosis step : layer.steps()) {
            Figures figures = withGradientRatio(step.step(), step.figures());
            steps.add(step.with(passedOver ? figures : withCumulative(step.step(), figures)));
        }
        if (!passedOver) {
            endSumsWithout(layer);
        }
        return layer.withSteps(steps);
    }

    private void endSumsWithout(LayerDiagnosis layer) {
        Set<Long> absent = new HashSet<>(stepsOfRun);
        layer.steps().forEach(step -> absent.remove(step.step()));
        absent.forEach(step -> logarithms.put(step, Double.NaN));
    }

    private Figures withCumulative(long step, Figures figures) {
        OptionalDouble mean = figures.get(Figure.MEAN_DERIVATIVE);
        double logarithm = mean.isPresent() && mean.getAsDouble() > 0 ? Math.log10(mean.getAsDouble()) : Double.NaN;
        return figures.with(Figure.CUMULATIVE_LOG10_DERIVATIVE, logarithms.merge(step, logarithm, Double::sum));
    }

    private Figures withGradientRatio(long step, Figures figures) {
        OptionalDouble magnitude = figures.get(Figure.GRADIENT_MEAN_ABSOLUTE);
        if (magnitude.isEmpty()) {
            return figures;
        }
        double first = firstGradients.computeIfAbsent(step, s -> magnitude.getAsDouble());
        return figures.with(Figure.GRADIENT_RATIO_TO_FIRST, first == 0 ? Double.NaN : magnitude.getAsDouble() / first);
    }
}

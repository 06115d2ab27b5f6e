package dev.activations.jobs.diagnosis;

import dev.activations.jobs.model.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds the figures that only the layers of a whole run tell, step by step along its depth: the sum of log10 of the mean
 * gradients of the activations (softmax kinds are passed over), the logged loss gradient beside the first and the deepest
 * layer's, and the size of the outputs beside the shallowest hidden layer's.
 */
public final class AlongDepth {

    private final List<LayerDiagnosis> layers;

    private AlongDepth(List<LayerDiagnosis> layers) {
        this.layers = layers;
    }

    /**
     * @param byDepth the layers of a run in their roles, input side first; from the first whose mean gradient is unknown or
     *     not positive on, the sum is undetermined
     * @param stepsOfRun the steps at which any of them has values; a layer that has none there is unknown there
     */
    public static List<LayerDiagnosis> addTo(List<LayerDiagnosis> byDepth, Set<Long> stepsOfRun) {
        AlongDepth run = new AlongDepth(byDepth);
        List<Map<Long, StepDiagnosis>> bySteps =
                byDepth.stream().map(AlongDepth::byStep).toList();
        for (long step : stepsOfRun) {
            List<Optional<Figures>> here = bySteps.stream()
                    .map(steps -> Optional.ofNullable(steps.get(step)).map(StepDiagnosis::figures))
                    .toList();
            List<Optional<Figures>> changed = run.along(here);
            for (int i = 0; i < bySteps.size(); i++) {
                Optional<Figures> figures = changed.get(i);
                bySteps.get(i).computeIfPresent(step, (s, diagnosis) -> diagnosis.with(figures.orElseThrow()));
            }
        }
        List<Optional<Figures>> overall = run.along(byDepth.stream()
                .map(layer -> Optional.of(layer.overall().figures()))
                .toList());
        List<LayerDiagnosis> result = new ArrayList<>();
        for (int i = 0; i < byDepth.size(); i++) {
            LayerDiagnosis layer = byDepth.get(i);
            result.add(layer.with(
                    List.copyOf(bySteps.get(i).values()),
                    layer.overall().with(overall.get(i).orElseThrow())));
        }
        return result;
    }

    private static Map<Long, StepDiagnosis> byStep(LayerDiagnosis layer) {
        Map<Long, StepDiagnosis> byStep = new TreeMap<>();
        layer.steps().forEach(step -> byStep.put(step.step(), step));
        return byStep;
    }

    /** The layers' figures of one step, or of one window, each with those that come from the others. */
    private List<Optional<Figures>> along(List<Optional<Figures>> here) {
        double scale = scale(here);
        double firstGradient = first(here, Figure.GRADIENT_MEAN_ABSOLUTE);
        double deepestGradient = last(here, Figure.GRADIENT_NORM);
        double logarithm = 0;
        List<Optional<Figures>> changed = new ArrayList<>();
        for (int i = 0; i < here.size(); i++) {
            boolean passedOver = layers.get(i).layer().isSoftmaxKind();
            logarithm += passedOver ? 0 : logarithm(here.get(i));
            Map<Figure, Double> more = new HashMap<>();
            if (!passedOver) {
                more.put(Figure.CUMULATIVE_LOG10_DERIVATIVE, logarithm);
            }
            if (here.get(i).isPresent()) {
                Figures own = here.get(i).get();
                more.put(Figure.GRADIENT_RATIO_TO_FIRST, ratio(own, Figure.GRADIENT_MEAN_ABSOLUTE, firstGradient));
                more.put(Figure.GRADIENT_SCALE, ratio(own, Figure.GRADIENT_NORM, deepestGradient));
                if (layers.get(i).isUnbounded()) {
                    more.put(Figure.SCALE_RATIO, ratio(own, Figure.RMS, scale));
                }
            }
            changed.add(here.get(i).map(figures -> figures.with(more)));
        }
        return changed;
    }

    private static double logarithm(Optional<Figures> figures) {
        OptionalDouble mean = figures.isPresent() ? figures.get().get(Figure.MEAN_DERIVATIVE) : OptionalDouble.empty();
        return mean.isPresent() && mean.getAsDouble() > 0 ? Math.log10(mean.getAsDouble()) : Double.NaN;
    }

    /** NaN where either is unknown, or there is nothing to divide by. */
    private static double ratio(Figures figures, Figure figure, double whole) {
        return whole == 0 ? Double.NaN : figures.get(figure).orElse(Double.NaN) / whole;
    }

    /** The size of the outputs of the shallowest hidden layer that has values there; NaN where there is none. */
    private double scale(List<Optional<Figures>> here) {
        for (int i = 0; i < here.size(); i++) {
            if (here.get(i).isPresent()
                    && layers.get(i).role() == Role.HIDDEN
                    && layers.get(i).isUnbounded()) {
                return here.get(i).get().get(Figure.RMS).orElse(Double.NaN);
            }
        }
        return Double.NaN;
    }

    private static double first(List<Optional<Figures>> here, Figure figure) {
        return here.stream()
                .flatMap(Optional::stream)
                .flatMapToDouble(figures -> figures.get(figure).stream())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double last(List<Optional<Figures>> here, Figure figure) {
        return here.stream()
                .flatMap(Optional::stream)
                .flatMapToDouble(figures -> figures.get(figure).stream())
                .reduce(Double.NaN, (before, next) -> next);
    }
}

package dev.activations.jobs.report;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.rules.LayerReport;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A layer over its steps in a few characters: how much of it is lost, from ▁ nothing to █ all, and ! where it has values
 * that are not finite. What is lost is the share of silent units or of saturated values, whichever is larger; a space where
 * neither can be told.
 */
final class Sparkline {

    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 12;

    private Sparkline() {}

    /** One character per step; of more than 12 steps, the worst of each twelfth. */
    static String of(LayerReport layer) {
        List<StepDiagnosis> steps = layer.diagnosis().steps();
        int width = Math.min(WIDTH, steps.size());
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < width; i++) {
            line.append(worst(steps.subList(i * steps.size() / width, (i + 1) * steps.size() / width)));
        }
        return line.toString();
    }

    private static char worst(List<StepDiagnosis> steps) {
        if (steps.stream().anyMatch(step -> LayerColumn.nonFinite(step.figures()) > 0)) {
            return '!';
        }
        OptionalDouble lost = steps.stream()
                .map(step -> lost(step.figures()))
                .flatMapToDouble(OptionalDouble::stream)
                .max();
        return lost.isPresent() ? level(lost.getAsDouble()) : ' ';
    }

    private static OptionalDouble lost(Figures figures) {
        return Stream.of(Figure.NEVER_FIRED_FRACTION, Figure.STUCK_FRACTION, Figure.SATURATED_FRACTION)
                .map(figures::get)
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }

    private static char level(double share) {
        return share == 0 ? LEVELS.charAt(0) : LEVELS.charAt((int) Math.min(7, 1 + Math.floor(share * 7)));
    }
}

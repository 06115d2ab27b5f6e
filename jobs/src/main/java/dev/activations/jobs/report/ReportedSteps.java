package dev.activations.jobs.report;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which steps of a layer report.json keeps. Of more than {@code most} it keeps the first, the last, those at which most units
 * changed between dead, stuck, not finite and the rest, up to half of them all, and evenly spaced ones.
 *
 * @param most how many, at least 2
 */
public record ReportedSteps(int most) {

    /** What is kept unless an option says otherwise: a chart shows no more. */
    public static final ReportedSteps DEFAULT = new ReportedSteps(50);

    public static final ReportedSteps ALL = new ReportedSteps(Integer.MAX_VALUE);

    public ReportedSteps {
        if (most < 2) {
            throw new IllegalArgumentException(
                    "report-steps takes a number from 2 (the first and the last), or all, not " + most);
        }
    }

    /**
     * What {@code --report-steps} says.
     *
     * @throws IllegalArgumentException if it is neither a number from 2 nor {@code all}
     */
    public static ReportedSteps parse(String text) {
        if (text.equals("all")) {
            return ALL;
        }
        try {
            return new ReportedSteps(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "report-steps takes a number from 2 (the first and the last), or all, not " + text, e);
        }
    }

    /** How many of a layer's steps are kept. */
    int count(int steps) {
        return Math.min(steps, most);
    }

    /** @param steps of a layer, ascending */
    List<StepDiagnosis> of(List<StepDiagnosis> steps) {
        int all = steps.size();
        if (all <= most) {
            return steps;
        }
        TreeSet<Integer> kept = new TreeSet<>(List.of(0, all - 1));
        IntStream.range(1, all - 1)
                .filter(at -> change(steps, at) > 0)
                .boxed()
                .sorted(Comparator.comparing((Integer at) -> -change(steps, at)).thenComparing(at -> at))
                .limit((most - kept.size()) / 2)
                .forEach(kept::add);
        fillEvenly(kept);
        return kept.stream().map(steps::get).toList();
    }

    /** Halves the widest gap until there are enough. */
    private void fillEvenly(TreeSet<Integer> kept) {
        PriorityQueue<Gap> gaps = new PriorityQueue<>(
                Comparator.comparingInt(Gap::width).reversed().thenComparingInt(Gap::from));
        for (int at : kept.headSet(kept.last())) {
            gaps.add(new Gap(at, kept.higher(at)));
        }
        while (kept.size() < most) {
            Gap widest = gaps.remove();
            int middle = widest.from() + widest.width() / 2;
            kept.add(middle);
            gaps.add(new Gap(widest.from(), middle));
            gaps.add(new Gap(middle, widest.to()));
        }
    }

    /** Between two steps that are kept, by their places. */
    private record Gap(int from, int to) {
        int width() {
            return to - from;
        }
    }

    /** How many units went to, or came from, a verdict that rules look at. */
    private static long change(List<StepDiagnosis> steps, int at) {
        return difference(steps, at, Figure.DEAD_UNITS)
                + difference(steps, at, Figure.STUCK_UNITS)
                + difference(steps, at, Figure.NON_FINITE_UNITS);
    }

    private static long difference(List<StepDiagnosis> steps, int at, Figure figure) {
        return Math.abs(steps.get(at).figures().count(figure)
                - steps.get(at - 1).figures().count(figure));
    }
}

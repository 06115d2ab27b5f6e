package dev.activations.jobs.gates.preset;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How a tool comes from the numbers of a layer at its steps to one verdict. */
enum OverSteps {

    /** The condition is met if it is met at any step; the first such step counts. */
    ANY("at any step; the first of them counts"),

    /** The last step alone counts. */
    LAST("at the last step"),

    /**
     * The later half of the steps counts: the condition is met if it is met at a share of them of at least the parameter {@link
     * #SUSTAINED}. The number is their mean.
     */
    LATER_HALF("at a share of the later half of the steps of at least `sustained_fraction`");

    static final String SUSTAINED = "sustained_fraction";

    private final String words;

    OverSteps(String words) {
        this.words = words;
    }

    /** In a phrase. */
    String words() {
        return words;
    }

    /**
     * What a layer comes to.
     *
     * @param value the number that the answer rests on; empty where it is open or not finite
     * @param why why it is open; or at which of several steps it is met first
     */
    record Decision(Answer answer, OptionalDouble value, String why) {

        private static Decision of(Limit limit, StepReading reading, Answer answer, String why) {
            double value = limit.deciding(reading.bounds(), answer);
            return new Decision(
                    answer,
                    answer == Answer.OPEN || Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value),
                    why);
        }
    }

    /** @param readings by step, at least one */
    Decision decide(List<StepReading> readings, Limit limit, Values values) {
        return switch (this) {
            case ANY -> any(readings, limit, values);
            case LAST -> any(readings.subList(readings.size() - 1, readings.size()), limit, values);
            case LATER_HALF -> laterHalf(readings.subList(readings.size() / 2, readings.size()), limit, values);
        };
    }

    private static Decision any(List<StepReading> readings, Limit limit, Values values) {
        Optional<StepReading> met = first(Answer.MET, readings, limit, values);
        if (met.isPresent()) {
            String where = readings.size() > 1 ? "first at step " + met.get().step() : "";
            return Decision.of(limit, met.get(), Answer.MET, where);
        }
        return first(Answer.OPEN, readings, limit, values)
                .map(open -> Decision.of(limit, open, Answer.OPEN, open.bounds().why()))
                .orElseGet(() -> Decision.of(limit, readings.get(readings.size() - 1), Answer.NOT_MET, ""));
    }

    private static Optional<StepReading> first(Answer answer, List<StepReading> readings, Limit limit, Values values) {
        return readings.stream()
                .filter(reading -> limit.answer(reading.bounds(), values) == answer)
                .findFirst();
    }

    private static Decision laterHalf(List<StepReading> late, Limit limit, Values values) {
        double needed = values.get(SUSTAINED);
        double met = share(Answer.MET, late, limit, values);
        double open = share(Answer.OPEN, late, limit, values);
        if (met < needed && met + open >= needed) {
            return new Decision(
                    Answer.OPEN,
                    OptionalDouble.empty(),
                    first(Answer.OPEN, late, limit, values)
                            .orElseThrow()
                            .bounds()
                            .why());
        }
        Answer answer = met >= needed ? Answer.MET : Answer.NOT_MET;
        double least = mean(late, true);
        double most = mean(late, false);
        double value = limit.deciding(new Bounds(least, most, ""), answer);
        return new Decision(answer, OptionalDouble.of(value), "");
    }

    private static double share(Answer answer, List<StepReading> readings, Limit limit, Values values) {
        return readings.stream()
                        .filter(reading -> limit.answer(reading.bounds(), values) == answer)
                        .count()
                / (double) readings.size();
    }

    private static double mean(List<StepReading> readings, boolean least) {
        return readings.stream()
                .map(StepReading::bounds)
                .mapToDouble(least ? Bounds::least : Bounds::most)
                .average()
                .orElseThrow();
    }
}

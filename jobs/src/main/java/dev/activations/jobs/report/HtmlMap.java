package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.diagnosis.UnitVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The state of each unit at each step, a letter each: {@code .} alive, {@code r} fires again after having been dead,
 * {@code n} nearly dead, {@code s} silent without proof, {@code t} stuck in a tail, {@code d} dead, {@code x} not finite.
 * Units that died first come first.
 */
final class HtmlMap {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String LETTERS = ".rnstdx";

    private final LayerDiagnosis diagnosis;
    private final int units;

    /** Per unit, the first step at which it was dead; the largest number where it never was. */
    private final long[] firstDead;

    private HtmlMap(LayerDiagnosis diagnosis) {
        this.diagnosis = diagnosis;
        units = diagnosis.latest().units().size();
        firstDead = IntStream.range(0, units).mapToLong(this::firstDead).toArray();
    }

    static ObjectNode of(LayerDiagnosis diagnosis, List<Optional<StepDiagnosis>> drawn, HtmlSample sample) {
        HtmlMap map = new HtmlMap(diagnosis);
        List<Integer> ordered = map.ordered();
        List<Integer> shown = HtmlSample.evenly(map.units, sample.unitsOf(map.units, drawn.size())).stream()
                .map(ordered::get)
                .toList();
        ObjectNode node = JSON.objectNode();
        ArrayNode names = node.putArray("units");
        shown.forEach(names::add);
        ArrayNode steps = node.putArray("steps");
        ArrayNode counts = node.putArray("counts");
        for (Optional<StepDiagnosis> judged : drawn) {
            Optional<StepDiagnosis> step = judged.filter(at -> at.units().size() > 0);
            steps.add(step.map(at -> shown.stream()
                            .map(unit -> String.valueOf(map.state(at, unit)))
                            .collect(Collectors.joining()))
                    .orElse(""));
            if (step.isPresent()) {
                map.addCounts(step.get(), counts.addArray());
            } else {
                counts.addNull();
            }
        }
        return node;
    }

    private long firstDead(int unit) {
        return diagnosis.steps().stream()
                .filter(step -> step.units().size() > 0 && step.units().of(unit) == UnitVerdict.DEAD)
                .mapToLong(StepDiagnosis::step)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** Those dead or silent at the end by when they were first dead, then the others, revived ones first. */
    private List<Integer> ordered() {
        UnitVerdict[] last = diagnosis.latest().verdicts();
        return IntStream.range(0, units)
                .boxed()
                .sorted(Comparator.comparing((Integer unit) -> !last[unit].isSilent())
                        .thenComparing(unit -> firstDead[unit])
                        .thenComparing(unit -> unit))
                .toList();
    }

    private char state(StepDiagnosis step, int unit) {
        return switch (step.units().of(unit)) {
            case DEAD -> 'd';
            case STUCK -> 't';
            case INSUFFICIENT_DATA -> 's';
            case NEARLY_DEAD -> 'n';
            case NON_FINITE -> 'x';
            case CONSTANT, ALWAYS_ON, ALIVE -> firstDead[unit] < step.step() ? 'r' : '.';
        };
    }

    private void addCounts(StepDiagnosis step, ArrayNode row) {
        long[] counts = new long[LETTERS.length()];
        for (int unit = 0; unit < units; unit++) {
            counts[LETTERS.indexOf(state(step, unit))]++;
        }
        for (long count : counts) {
            row.add(count);
        }
    }
}

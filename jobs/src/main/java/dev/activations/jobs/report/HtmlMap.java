package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.diagnosis.UnitShares;
import dev.activations.jobs.diagnosis.UnitVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
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
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

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
        map.addShares(node.putObject("shares"), shown, drawn, sample);
        return node;
    }

    /** What each unit did, in a digit of 64 each; of many layers whose units can die their states are enough. */
    private void addShares(
            ObjectNode node, List<Integer> shown, List<Optional<StepDiagnosis>> drawn, HtmlSample sample) {
        for (UnitShares.Kind kind : UnitShares.Kind.values()) {
            boolean told = shown.stream()
                    .anyMatch(
                            unit -> diagnosis.latest().units().share(kind, unit).isPresent());
            if (!told || kind == UnitShares.Kind.FIRING && !sample.drawsRates()) {
                continue;
            }
            ArrayNode steps = node.putArray(kind.toString().toLowerCase(Locale.ROOT));
            for (Optional<StepDiagnosis> step : drawn) {
                steps.add(step.filter(at -> at.units().size() > 0)
                        .map(at -> shown.stream()
                                .map(unit -> digit(kind, at.units().share(kind, unit)))
                                .collect(Collectors.joining()))
                        .orElse(""));
            }
        }
    }

    /** A share from A, nothing, to /, all; a spread by its logarithm, from 10^−5; - where it is not told. */
    private static String digit(UnitShares.Kind kind, OptionalDouble share) {
        if (share.isEmpty()) {
            return "-";
        }
        double level = kind == UnitShares.Kind.SPREAD ? 1 + Math.log10(share.getAsDouble()) / 5 : share.getAsDouble();
        int digit = (int) Math.round(63 * Math.max(0, Math.min(1, level)));
        return String.valueOf(DIGITS.charAt(share.getAsDouble() > 0 ? Math.max(1, digit) : digit));
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

package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a rule that found a layer well from one that could not judge it, for reports that also list what passed.
 */
public final class Undecided {

    /** What too few samples leave open: whether a unit that never fired, or never left a tail, is dead or only rare. */
    private static final Set<String> NEED_PROOF = Set.of(UnitRules.DEAD_UNITS, UnitRules.STUCK_UNITS);

    private Undecided() {}

    /**
     * Why a rule has nothing to say of a layer of a role that it judges, in a clause; empty where it judged the layer.
     *
     * @param found the findings of that layer, none of them this rule's
     */
    public static Optional<String> reason(Rule rule, LayerReport layer, Collection<Finding> found) {
        Set<String> others =
                found.stream().map(finding -> finding.rule().name()).collect(Collectors.toSet());
        if (others.contains(Rules.IMPOSSIBLE_OUTPUT.name()) && !Rules.ALWAYS_JUDGED.contains(rule)) {
            return Optional.of("not judged beside " + Rules.IMPOSSIBLE_OUTPUT.name());
        }
        Optional<String> better =
                others.stream().filter(rule.unless()::contains).min(String::compareTo);
        if (better.isPresent()) {
            return better.map(name -> "not judged beside " + name);
        }
        if (NEED_PROOF.contains(rule.name()) && others.contains(UnitRules.NOT_ENOUGH_DATA)) {
            return Optional.of("too few samples: see " + UnitRules.NOT_ENOUGH_DATA);
        }
        return ofFigures(rule, layer);
    }

    private static Optional<String> ofFigures(Rule rule, LayerReport layer) {
        Figures figures = layer.judged().figures();
        List<Criterion> criteria = rule.criteria().stream()
                .filter(criterion ->
                        criterion.roles().contains(layer.diagnosis().role()))
                .toList();
        long fewest =
                criteria.stream().mapToLong(Criterion::fewestSamples).min().orElse(0);
        long samples = figures.count(Figure.SAMPLES);
        if (samples < fewest) {
            return Optional.of(Text.sentence("too few samples: %,d of at least %,d", samples, fewest));
        }
        List<Figure> lookedAt = criteria.stream()
                .flatMap(criterion -> criterion.figures().stream())
                .distinct()
                .toList();
        boolean open = criteria.stream()
                        .noneMatch(criterion -> criterion.figures().isEmpty())
                && lookedAt.stream().noneMatch(figure -> figures.get(figure).isPresent());
        return open
                ? Optional.of("the log does not determine "
                        + lookedAt.stream().map(Figure::key).collect(Collectors.joining(" and ")))
                : Optional.empty();
    }
}

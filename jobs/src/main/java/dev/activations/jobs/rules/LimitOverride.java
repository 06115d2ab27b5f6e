package dev.activations.jobs.rules;

import dev.activations.functions.NearNames;
import dev.activations.jobs.rules.Limits.Scale;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Another limit for a rule.
 *
 * @param figure of which figure, by its key in report.json; empty for a rule with the same limits for all of its own
 * @param severity what is reached at the limit
 * @param limit the limit, on the side of the rule's own; a share is from 0 to 1
 */
public record LimitOverride(String figure, Severity severity, double limit) {

    /**
     * @throws IllegalArgumentException in one sentence, where the rule has no such limit, or the limit is none that its number
     *     can reach
     */
    void check(Rule rule) {
        List<Criterion> meant = rule.criteria().stream().filter(this::isOf).toList();
        if (meant.isEmpty()) {
            throw new IllegalArgumentException(noSuch(rule));
        }
        if (figure.isEmpty() && !agree(meant)) {
            throw new IllegalArgumentException("%s has several limits of severity %s; say of which figure: %s"
                    .formatted(rule, severity, String.join(" or ", figures(meant))));
        }
        meant.forEach(criterion -> checkRange(rule, criterion.scale()));
    }

    /** The criterion with this limit, if it is meant. */
    Criterion applyTo(Criterion criterion) {
        return isOf(criterion) ? criterion.with(criterion.limits().with(severity, limit)) : criterion;
    }

    private boolean isOf(Criterion criterion) {
        return criterion.scale() != Scale.CONDITION
                && criterion.limits().has(severity)
                && (figure.isEmpty() || keys(criterion).contains(figure));
    }

    private static List<String> keys(Criterion criterion) {
        return criterion.figures().stream().map(f -> f.key()).toList();
    }

    private static List<String> figures(List<Criterion> criteria) {
        return criteria.stream()
                .flatMap(criterion -> keys(criterion).stream().limit(1))
                .distinct()
                .toList();
    }

    /** Whether one limit can stand for all of them: no layer has two that differ. */
    private boolean agree(List<Criterion> criteria) {
        return criteria.stream().allMatch(one -> criteria.stream()
                .filter(other -> !Collections.disjoint(one.roles(), other.roles()))
                .allMatch(other -> other.limits().of(severity) == one.limits().of(severity)));
    }

    private String noSuch(Rule rule) {
        List<Criterion> numbers = rule.criteria().stream()
                .filter(criterion -> criterion.scale() != Scale.CONDITION)
                .toList();
        if (numbers.isEmpty()) {
            return "%s has no limits: it looks at no number".formatted(rule);
        }
        List<String> known =
                numbers.stream().flatMap(c -> keys(c).stream()).distinct().toList();
        if (!figure.isEmpty() && !known.contains(figure)) {
            return known.isEmpty()
                    ? "%s has no limits of figures; leave out %s".formatted(rule, figure)
                    : "%s has no limits of a figure %s; it has limits of %s%s"
                            .formatted(rule, figure, String.join(", ", known), near(figure, known));
        }
        Set<Severity> has = EnumSet.noneOf(Severity.class);
        for (Criterion criterion : numbers) {
            if (figure.isEmpty() || keys(criterion).contains(figure)) {
                Arrays.stream(Severity.values()).filter(criterion.limits()::has).forEach(has::add);
            }
        }
        return "%s has no limit of severity %s; it has %s"
                .formatted(rule, severity, has.stream().map(Severity::toString).collect(Collectors.joining(" and ")));
    }

    private static String near(String name, List<String> known) {
        List<String> near = NearNames.of(name, known);
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    private void checkRange(Rule rule, Scale scale) {
        boolean possible =
                switch (scale) {
                    case SHARE -> limit >= 0 && limit <= 1;
                    case FACTOR -> limit > 1;
                    case COUNT -> limit >= 1;
                    case NUMBER, CONDITION -> limit >= 0;
                };
        if (!possible || Double.isInfinite(limit)) {
            throw new IllegalArgumentException("the limits of %s are %s, not %s"
                    .formatted(
                            rule,
                            switch (scale) {
                                case SHARE -> "shares from 0 to 1";
                                case FACTOR -> "factors above 1";
                                case COUNT -> "counts from 1";
                                case NUMBER, CONDITION -> "numbers from 0";
                            },
                            Text.number(limit)));
        }
    }
}

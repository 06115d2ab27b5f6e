package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.model.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From where on a rule speaks about one thing that it looks at, in words; empty words where there is no such limit.
 *
 * @param looksAt what it looks at, with names of figures in backticks
 * @param roles of layers of which roles
 * @param note from where on it is worth a note
 * @param warn from where on it warns
 * @param fail from where on it fails
 * @param source where the limits come from
 * @param figures the figures that it is told by
 */
public record RuleLimits(
        String looksAt, String roles, String note, String warn, String fail, String source, List<Figure> figures) {

    static RuleLimits of(Criterion criterion) {
        return new RuleLimits(
                criterion.looksAt(),
                words(criterion.roles()),
                criterion.words(Severity.INFO),
                criterion.words(Severity.WARN),
                criterion.words(Severity.FAIL),
                criterion.source(),
                criterion.figures());
    }

    private static String words(Set<Role> roles) {
        Set<Role> others = EnumSet.allOf(Role.class);
        others.removeAll(roles);
        return others.isEmpty() ? "all" : others.size() < roles.size() ? "all but " + list(others) : list(roles);
    }

    private static String list(Set<Role> roles) {
        return roles.stream().map(Role::toString).collect(Collectors.joining(", "));
    }
}

package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.rules.Causes.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One rule of the diagnosis, all of it: its name and headline, what it looks at in which layers and from where on it speaks,
 * its sentence, its numbers, and what to try. The list of rules in docs/report.schema.json and their table in
 * docs/diagnostics.md are made from these values. {@link RuleBuilder} makes one.
 */
public final class Rule {

    private final String name;
    private final String headline;
    private final List<Criterion> criteria;
    private final Function<LayerCase, LayerVerdict> verdictOfNote;
    private final Set<String> unless;
    private final Function<LayerCase, String> sentence;
    private final Function<LayerCase, String> briefly;
    private final Function<LayerCase, Optional<Reason>> reason;
    private final Function<LayerCase, List<Suggestion>> suggestions;
    private final String explanation;
    private final List<Suggestion> always;
    private final boolean hasCauses;

    Rule(RuleBuilder made) {
        name = made.name();
        headline = made.headline();
        criteria = made.criteria();
        verdictOfNote = made.verdictOfNote();
        unless = made.unless();
        sentence = made.sentence();
        briefly = made.why();
        reason = made.reason();
        suggestions = made.suggestions();
        explanation = made.explanation();
        always = made.always();
        hasCauses = made.hasCauses();
    }

    /** Its name in report.json, such as {@code dead-units}. */
    public String name() {
        return name;
    }

    /** What it has found, in a few words that need no manual, such as "Dead units". */
    public String headline() {
        return headline;
    }

    /** What it looks at, in the order that it does. */
    List<Criterion> criteria() {
        return criteria;
    }

    /** The figures that it is told by, in the order that it looks at them; none where it is told by none. */
    public List<Figure> figures() {
        return criteria.stream()
                .flatMap(criterion -> criterion.figures().stream())
                .distinct()
                .toList();
    }

    /** What it means, in the first paragraph of its explanation; Markdown. */
    public String meaning() {
        return explanation.split("\n\n", 2)[0].replaceAll("\\s*\n\\s*", " ");
    }

    /** From where on it speaks, one entry for each thing that it looks at. */
    public List<RuleLimits> limits() {
        return criteria.stream().map(RuleLimits::of).toList();
    }

    /** Whether it is about layers of this role. */
    public boolean judges(Role role) {
        return criteria.stream().anyMatch(criterion -> criterion.roles().contains(role));
    }

    /** The gravest severity that it can have. */
    public Severity gravest() {
        List<RuleLimits> limits = limits();
        if (limits.stream().anyMatch(limit -> !limit.fail().isEmpty())) {
            return Severity.FAIL;
        }
        return limits.stream().anyMatch(limit -> !limit.warn().isEmpty()) ? Severity.WARN : Severity.INFO;
    }

    /** The rules beside which it is not judged, because they say it better. */
    Set<String> unless() {
        return unless;
    }

    /** What it finds in a layer, were that of this role; empty where it is quiet. */
    Optional<Finding> judge(LayerCase layer, Role role) {
        return judge(layer, role, criterion -> criterion, Optional.empty());
    }

    /**
     * The same with changes that are not the rule's own.
     *
     * @param limited gives what it looks at other limits
     * @param severity how grave a finding is, whatever the limits say; empty where they do
     */
    Optional<Finding> judge(LayerCase layer, Role role, UnaryOperator<Criterion> limited, Optional<Severity> severity) {
        for (Criterion criterion : criteria) {
            if (criterion.roles().contains(role)) {
                Optional<Criterion.Hit> hit = limited.apply(criterion).in(layer);
                if (hit.isPresent()) {
                    return hit.map(at -> finding(criterion, severity.map(at::of).orElse(at)));
                }
            }
        }
        return Optional.empty();
    }

    private Finding finding(Criterion criterion, Criterion.Hit hit) {
        LayerCase layer = hit.layer();
        Map<String, Object> numbers =
                new LinkedHashMap<>(criterion.numbers().apply(layer).byName());
        Optional<Reason> why = hit.severity() == Severity.INFO ? Optional.empty() : reason.apply(layer);
        why.ifPresent(known -> numbers.put("cause", known.cause().toString()));
        return new Finding(
                hit.severity(),
                switch (hit.severity()) {
                    case FAIL -> LayerVerdict.FAIL;
                    case WARN -> LayerVerdict.WARN;
                    case INFO -> verdictOfNote.apply(layer);
                },
                this,
                new Subject.OfLayer(layer.diagnosis().layer().key()),
                hit.step(),
                hit.since(),
                layer.isLate() && hit.since() == layer.first().step(),
                sentence.apply(layer),
                criterion.quantity().apply(layer),
                briefly.apply(layer),
                Collections.unmodifiableMap(numbers),
                why.map(Reason::toTry).orElseGet(() -> suggestions.apply(layer)));
    }

    /** What it means and what to do about it; Markdown. */
    public String explanation() {
        return explanation;
    }

    /** What it always suggests; empty where that depends on the layer or the cause. */
    List<Suggestion> always() {
        return always;
    }

    /** Whether what to try follows from the cause that the log tells. */
    boolean hasCauses() {
        return hasCauses;
    }

    @Override
    public String toString() {
        return name;
    }
}

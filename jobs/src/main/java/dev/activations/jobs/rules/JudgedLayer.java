package dev.activations.jobs.rules;

import dev.activations.jobs.model.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges one layer, rule by rule, as a user has changed the rules; keeps what is found and what is suppressed. */
final class JudgedLayer {

    private final LayerCase layer;
    private final RuleOverrides overrides;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Suppressed> suppressed = new ArrayList<>();
    /** A rule that says something better still holds where the user has silenced it. */
    private final Set<String> spoke = new HashSet<>();

    JudgedLayer(LayerCase layer, RuleOverrides overrides) {
        this.layer = layer;
        this.overrides = overrides;
    }

    /** Whether the rule holds, by its own limits or by the user's. */
    boolean judge(Rule rule) {
        return judge(rule, layer);
    }

    boolean judge(Rule rule, LayerCase as) {
        Optional<Finding> usual = rule.judge(as, as.role());
        Optional<RuleOverride> override = override(rule);
        Optional<Finding> now = override.isEmpty() ? usual : changed(rule, as, as.role(), override.get());
        now.ifPresent(findings::add);
        override.ifPresent(by -> usual.filter(was -> isMilder(now, was))
                .ifPresent(was ->
                        suppressed.add(new Suppressed(was, now.map(Finding::severity), by, overrides.source()))));
        boolean holds = usual.isPresent() || now.isPresent();
        if (holds) {
            spoke.add(rule.name());
        }
        return holds;
    }

    /** Whether the rule would have a finding if the layer were of another role. */
    boolean wouldFind(Rule rule, Role role) {
        return override(rule)
                .map(override -> changed(rule, layer, role, override))
                .orElseGet(() -> rule.judge(layer, role))
                .isPresent();
    }

    private Optional<RuleOverride> override(Rule rule) {
        return overrides.of(rule, layer.diagnosis().layer().key().layer());
    }

    private static Optional<Finding> changed(Rule rule, LayerCase layer, Role role, RuleOverride override) {
        if (override.level().filter(RuleLevel.OFF::equals).isPresent()) {
            return Optional.empty();
        }
        return rule.judge(layer, role, override::limited, override.level().flatMap(RuleLevel::severity));
    }

    private static boolean isMilder(Optional<Finding> now, Finding was) {
        return now.map(Finding::severity)
                .filter(severity -> severity.compareTo(was.severity()) <= 0)
                .isEmpty();
    }

    boolean hasSpoken(Set<String> rules) {
        return rules.stream().anyMatch(spoke::contains);
    }

    boolean hasFound(Rule rule) {
        return findings.stream().anyMatch(finding -> finding.rule() == rule);
    }

    List<Finding> findings() {
        return findings;
    }

    List<Suppressed> suppressed() {
        return suppressed;
    }
}

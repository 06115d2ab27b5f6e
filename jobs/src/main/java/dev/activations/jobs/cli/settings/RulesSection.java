package dev.activations.jobs.cli.settings;

import dev.activations.functions.NearNames;
import dev.activations.jobs.rules.LimitOverride;
import dev.activations.jobs.rules.RuleLevel;
import dev.activations.jobs.rules.RuleOverride;
import dev.activations.jobs.rules.Severity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The part {@code rules} of a settings file: what it changes about rules, in which layers. */
record RulesSection(YamlFile yaml) {

    static final String KEY = "rules";

    private static final List<String> KEYS = List.of("layers", "severity", "limits", "reason", "until");
    private static final List<String> LEVELS = words(RuleLevel.values());
    private static final List<String> SEVERITIES = words(Severity.values());

    private static List<String> words(Object[] values) {
        return Arrays.stream(values).map(Object::toString).toList();
    }

    /** What the section says, in the order of the file. */
    List<RuleOverride> read(Node section) {
        List<RuleOverride> overrides = new ArrayList<>();
        map("rules", section).forEach((rule, value) -> add(rule, value, overrides));
        return overrides;
    }

    private void add(ScalarNode rule, Node value, List<RuleOverride> overrides) {
        RuleOverride unchanged = at(rule, () -> RuleOverride.of(rule.getValue()));
        if (value instanceof SequenceNode list) {
            yaml.elements(list).forEach(entry -> overrides.add(entry(unchanged, entry)));
        } else if (value instanceof MappingNode) {
            overrides.add(entry(unchanged, value));
        } else {
            overrides.add(unchanged.level(level(rule.getValue(), value)));
        }
    }

    private RuleOverride entry(RuleOverride unchanged, Node entry) {
        String rule = unchanged.rule().name();
        RuleOverride override = unchanged;
        for (Map.Entry<ScalarNode, Node> field : map(rule, entry).entrySet()) {
            Node value = field.getValue();
            RuleOverride before = override;
            String key = field.getKey().getValue();
            override = switch (key) {
                case "layers" -> layers(before, value);
                case "severity" -> before.level(level(key, value));
                case "limits" -> at(value, () -> before.limits(limits(value)));
                case "reason" -> before.because(yaml.text(key, value).strip().replaceAll("\\s+", " "));
                case "until" -> before.until(date(value));
                default ->
                    throw yaml.place(field.getKey())
                            .wrong("%s takes %s, not %s%s", rule, String.join(", ", KEYS), key, near(key, KEYS));
            };
        }
        if (override.level().isEmpty() && override.limits().isEmpty()) {
            throw yaml.place(entry).wrong("this changes nothing about %s; add severity or limits", rule);
        }
        return override;
    }

    private RuleOverride layers(RuleOverride override, Node value) {
        try {
            return override.inLayers(yaml.text("layers", value));
        } catch (IllegalArgumentException e) {
            throw yaml.place(value).wrong("layers %s", e.getMessage());
        }
    }

    private RuleLevel level(String key, Node value) {
        String word = yaml.text(key, value);
        if (!LEVELS.contains(word)) {
            throw yaml.place(value).wrong("%s takes %s, not '%s'", key, String.join(", ", LEVELS), word);
        }
        return RuleLevel.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Limits by severity; or by figure, and those by severity. */
    private List<LimitOverride> limits(Node value) {
        List<LimitOverride> limits = new ArrayList<>();
        map("limits", value).forEach((key, its) -> {
            if (its instanceof MappingNode) {
                map(key.getValue(), its)
                        .forEach((severity, limit) -> limits.add(limit(key.getValue(), severity, limit)));
            } else {
                limits.add(limit("", key, its));
            }
        });
        return limits;
    }

    private LimitOverride limit(String figure, ScalarNode key, Node value) {
        String severity = key.getValue();
        if (!SEVERITIES.contains(severity)) {
            throw yaml.place(key)
                    .wrong(
                            "limits are of %s, not %s%s",
                            String.join(", ", SEVERITIES), severity, near(severity, SEVERITIES));
        }
        String text = yaml.text(severity, value);
        try {
            return new LimitOverride(
                    figure, Severity.valueOf(severity.toUpperCase(Locale.ROOT)), Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw yaml.place(value).wrong("%s takes a number, not '%s'", severity, text);
        }
    }

    private LocalDate date(Node value) {
        String text = yaml.text("until", value);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw yaml.place(value).wrong("until takes a date such as 2027-03-01, not '%s'", text);
        }
    }

    private Map<ScalarNode, Node> map(String key, Node node) {
        if (node instanceof MappingNode map) {
            return yaml.entries(map);
        }
        throw yaml.place(node).wrong("%s takes a map here, not a %s", key, YamlFile.word(node));
    }

    private <T> T at(Node node, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw yaml.place(node).wrong("%s", e.getMessage());
        }
    }

    private static String near(String name, List<String> known) {
        List<String> near = NearNames.of(name, known);
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }
}

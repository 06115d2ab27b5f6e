package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.Rule;
import dev.activations.jobs.rules.RuleLimits;
import dev.activations.jobs.rules.Rules;
import java.util.Set;
import java.util.stream.Collectors;

/** What report.html says of the rules, as JSON: those that found something first. */
final class HtmlRules {

    private HtmlRules() {}

    static ArrayNode of(Report report) {
        Set<Rule> spoke = report.findings().stream().map(Finding::rule).collect(Collectors.toSet());
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        Rules.all().stream()
                .filter(rule -> spoke.stream().anyMatch(other -> other.name().equals(rule.name())))
                .forEach(rule -> rules.add(json(rule, true)));
        Rules.all().stream()
                .filter(rule -> spoke.stream().noneMatch(other -> other.name().equals(rule.name())))
                .forEach(rule -> rules.add(json(rule, false)));
        return rules;
    }

    private static ObjectNode json(Rule rule, boolean spoke) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("name", rule.name())
                .put("headline", rule.headline())
                .put("meaning", plain(rule.meaning()))
                .put("spoke", spoke);
        ArrayNode limits = node.putArray("limits");
        for (RuleLimits limit : rule.limits()) {
            limits.addObject()
                    .put("looksAt", plain(limit.looksAt()))
                    .put("roles", limit.roles())
                    .put("note", plain(limit.note()))
                    .put("warn", plain(limit.warn()))
                    .put("fail", plain(limit.fail()))
                    .put("source", plain(limit.source()));
        }
        ArrayNode figures = node.putArray("figures");
        rule.figures().stream().map(Figure::key).forEach(figures::add);
        return node;
    }

    /** Markdown without its marks and links. */
    static String plain(String markdown) {
        return markdown.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .replace("`", "")
                .replace("*", "")
                .replace("\\|", "|");
    }
}

package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.rules.Rule;
import dev.activations.jobs.rules.Rules;
import dev.activations.jobs.rules.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What report.sarif says of the rules: every one, and last the one that the user's own checks go under. */
final class SarifRules {

    static final String CHECK = "check";

    private static final List<String> NAMES =
            Rules.all().stream().map(Rule::name).toList();

    private SarifRules() {}

    static ArrayNode all() {
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        Rules.all().stream().map(SarifRules::of).forEach(rules::add);
        return rules.add(rule(
                CHECK,
                "A check that did not pass",
                "A limit that the user set for a figure does not hold, or cannot be told to hold.",
                "The check names the figure and its limit; the diagnosis of the layer tells what is behind it.",
                Severity.FAIL));
    }

    /** The place of a rule in the list. */
    static int indexOf(String rule) {
        return rule.equals(CHECK) ? NAMES.size() : NAMES.indexOf(rule);
    }

    /** @return {@code error}, {@code warning} or {@code note} */
    static String level(Severity severity) {
        return switch (severity) {
            case FAIL -> "error";
            case WARN -> "warning";
            case INFO -> "note";
        };
    }

    private static ObjectNode of(Rule rule) {
        return rule(rule.name(), rule.headline(), rule.meaning(), rule.explanation(), rule.gravest());
    }

    private static ObjectNode rule(String id, String headline, String meaning, String explanation, Severity gravest) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode().put("id", id).put("name", inPascalCase(id));
        rule.putObject("shortDescription").put("text", headline);
        rule.putObject("fullDescription").put("text", HtmlRules.plain(meaning)).put("markdown", linkless(meaning));
        rule.putObject("help").put("text", HtmlRules.plain(explanation)).put("markdown", linkless(explanation));
        rule.putObject("defaultConfiguration").put("level", level(gravest));
        return rule;
    }

    private static String inPascalCase(String id) {
        return Arrays.stream(id.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** Markdown without links to places on the page that it comes from. */
    private static String linkless(String markdown) {
        return markdown.replaceAll("\\[([^\\]]*)\\]\\((?!https?:)[^)]*\\)", "$1");
    }
}

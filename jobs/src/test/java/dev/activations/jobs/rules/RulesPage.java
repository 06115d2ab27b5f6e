package dev.activations.jobs.rules;

import dev.activations.jobs.model.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What docs/diagnostics.md says of rules, causes and roles, as Markdown made from the code. */
final class RulesPage {

    private RulesPage() {}

    static String table() {
        return Rules.all().stream()
                .flatMap(rule -> rule.criteria().stream().map(criterion -> row(rule, criterion)))
                .collect(Collectors.joining(
                        "",
                        """
                        | rule | looks at | of roles | note | warn | fail | where the limit comes from |
                        |---|---|---|---|---|---|---|
                        """,
                        ""));
    }

    private static String row(Rule rule, Criterion criterion) {
        return "| [`%s`](#%s) | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        rule.name(),
                        rule.name(),
                        criterion.looksAt(),
                        words(criterion.roles()),
                        criterion.words(Severity.INFO),
                        criterion.words(Severity.WARN),
                        criterion.words(Severity.FAIL),
                        criterion.source());
    }

    private static String words(Set<Role> roles) {
        Set<Role> others = EnumSet.allOf(Role.class);
        others.removeAll(roles);
        return others.isEmpty() ? "all" : others.size() < roles.size() ? "all but " + list(others) : list(roles);
    }

    private static String list(Set<Role> roles) {
        return roles.stream().map(Role::toString).collect(Collectors.joining(", "));
    }

    static String sections() {
        return Rules.all().stream().map(RulesPage::section).collect(Collectors.joining());
    }

    private static String section(Rule rule) {
        String toTry = rule.hasCauses()
                ? "\n*Try* what its [cause](#what-to-try) suggests.\n"
                : rule.always().isEmpty() ? "" : "\n*Try:* " + words(rule.always()) + ".\n";
        return "### %s\n\n**%s.** %s\n%s\n".formatted(rule.name(), rule.headline(), rule.explanation(), toTry);
    }

    private static String words(List<Suggestion> suggestions) {
        return suggestions.stream().map(Suggestion::text).collect(Collectors.joining("; "));
    }

    static String causes() {
        return Arrays.stream(Cause.values())
                .map(cause -> "| `%s` | %s | %s |\n".formatted(cause, cause.when(), words(cause.suggestions())))
                .collect(Collectors.joining("", "| cause | when | try, in order |\n|---|---|---|\n", ""));
    }

    static String roles() {
        return Arrays.stream(Role.values())
                .map(role -> "| `%s` | %s | %s |\n".formatted(role, role.meaning(), notJudged(role)))
                .collect(Collectors.joining("", "| role | what such a layer does | not judged |\n|---|---|---|\n", ""));
    }

    private static String notJudged(Role role) {
        return Rules.all().stream()
                .filter(rule -> rule.criteria().stream()
                        .noneMatch(criterion -> criterion.roles().contains(role)))
                .map(rule -> "`" + rule.name() + "`")
                .collect(Collectors.joining(", "));
    }
}

package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import dev.activations.jobs.rules.Suppressed;
import dev.activations.jobs.rules.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a report says in a line that findings are suppressed, by what, and which. */
final class SuppressedLine {

    /** Layers of one rule that are named; of more, how many there are. */
    private static final int NAMED = 3;

    private SuppressedLine() {}

    /** Such as "2 findings suppressed by settings.yaml: dead-units in fc1, fc2 (off)"; empty where none is. */
    static Optional<String> of(Report report) {
        List<Suppressed> suppressed = report.suppressed();
        if (suppressed.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<Suppressed>> byRule = suppressed.stream()
                .collect(Collectors.groupingBy(
                        each -> each.finding().rule() + each.now().toString(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return Optional.of(head(suppressed)
                + byRule.values().stream().map(SuppressedLine::words).collect(Collectors.joining("; ")));
    }

    private static String head(List<Suppressed> suppressed) {
        String source = suppressed.get(0).source();
        return "%s suppressed%s: "
                .formatted(Text.count(suppressed.size(), "finding"), source.isEmpty() ? "" : " by " + source);
    }

    private static String words(List<Suppressed> ofRule) {
        Suppressed first = ofRule.get(0);
        String layers = ofRule.stream()
                .limit(NAMED)
                .map(each -> each.finding().subject().name())
                .collect(Collectors.joining(", "));
        return "%s in %s%s (%s)"
                .formatted(
                        first.finding().rule(),
                        layers,
                        ofRule.size() > NAMED ? String.format(Locale.ROOT, " and %,d more", ofRule.size() - NAMED) : "",
                        first.now().map(now -> "now " + now).orElse("off"));
    }
}

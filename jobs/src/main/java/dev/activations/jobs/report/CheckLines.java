package dev.activations.jobs.report;

import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.Gates;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.rules.Text;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the user's checks came to, in words: how many failed, and a sentence for each layer. */
final class CheckLines {

    /** Worst first. */
    static final List<Outcome> OUTCOMES = List.of(Outcome.FAIL, Outcome.UNDECIDED, Outcome.PASS);

    private static final String INDENT = "  ";

    /** Layers of one check and outcome that a terminal names one by one. */
    private static final int NAMED = 3;

    private CheckLines() {}

    /** Such as "1 failed, 3 passed", each check counted once, by the worst of its layers. */
    static String counts(Gates gates) {
        List<Outcome> worst =
                gates.byCheck().values().stream().map(Outcome::worst).toList();
        return OUTCOMES.stream()
                .filter(worst::contains)
                .map(outcome -> String.format(
                        Locale.ROOT,
                        "%,d %s",
                        worst.stream().filter(outcome::equals).count(),
                        outcome.words()))
                .collect(Collectors.joining(", "));
    }

    /** Whole numbers as they are, others with six significant digits: near a limit, three would hide the side they are on. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        String digits = String.format(Locale.ROOT, "%.6g", value);
        return digits.contains("e") ? digits : digits.replaceAll("0+$", "");
    }

    /** The results of a check that came to this. */
    static List<CheckResult> of(List<CheckResult> results, Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).toList();
    }

    /** The block of a terminal, worst first: failed and undecided checks by layer, passed ones only where all is shown. */
    static String block(Gates gates, ConsoleStyle style) {
        StringBuilder out = new StringBuilder("\n")
                .append(style.bold("Checks"))
                .append(": ")
                .append(counts(gates))
                .append("\n");
        OUTCOMES.stream()
                .filter(outcome -> outcome != Outcome.PASS || style.full())
                .forEach(outcome -> gates.byCheck()
                        .forEach((check, results) -> add(out, outcome, check, of(results, outcome), style)));
        return out.toString();
    }

    private static void add(
            StringBuilder out, Outcome outcome, String check, List<CheckResult> results, ConsoleStyle style) {
        boolean all = style.full() || results.size() <= NAMED + 1;
        List<CheckResult> shown = all ? results : results.subList(0, NAMED);
        Stream<String> more =
                all ? Stream.empty() : Stream.of(Text.count(results.size() - NAMED, "more layer") + ": --full");
        Stream.concat(shown.stream().map(CheckLines::sentence), more)
                .forEach(sentence -> out.append(Wrap.text(
                        INDENT, style.of(outcome, outcome.toString()), check + ": " + sentence, style.width())));
    }

    /** Such as "fc1 of run a has 0.3", and what the log leaves open. */
    private static String sentence(CheckResult result) {
        String run = result.run()
                .filter(name -> !name.isEmpty())
                .map(" of run "::concat)
                .orElse("");
        String layer = result.layer().map(name -> name + run).orElse("");
        if (result.value().isPresent()) {
            String and = result.outcome() == Outcome.UNDECIDED ? ", but " : ", ";
            String reason = result.reason().isEmpty() ? "" : and + result.reason();
            return layer + " has " + number(result.value().getAsDouble()) + reason;
        }
        return layer.isEmpty() ? result.reason() : layer + ": " + result.reason();
    }
}

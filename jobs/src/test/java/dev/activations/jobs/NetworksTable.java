package dev.activations.jobs;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The section on the networks of docs/diagnostics.md: what was said of how many, and of each. */
final class NetworksTable {

    private static final List<Integer> SHARES_OF_ZEROS = List.of(50, 70, 90);

    private final List<NetworkAnswer> answers;

    NetworksTable(List<NetworkAnswer> answers) {
        this.answers = answers;
    }

    String text() {
        return confusion() + "\n" + units() + "\n" + each();
    }

    /** The confusion table alone. */
    String confusion() {
        StringBuilder text = new StringBuilder(row(
                        "",
                        "healthy, ok",
                        "healthy, warned",
                        "healthy, failed",
                        "sick, named",
                        "sick, missed",
                        "first cause right"))
                .append(row("---", "--:", "--:", "--:", "--:", "--:", "--:"))
                .append(row(
                        "the diagnosis",
                        healthy(answer -> answer.verdict().equals("ok")),
                        healthy(answer -> answer.verdict().equals("warn")),
                        healthy(answer -> answer.verdict().equals("fail")),
                        sick(NetworkAnswer::named),
                        sick(answer -> !answer.named()),
                        sick(NetworkAnswer::causeIsRight)));
        for (int percent : SHARES_OF_ZEROS) {
            Predicate<NetworkAnswer> alarm = answer -> answer.zeros() * 100 >= percent;
            text.append(row(
                    "some layer has " + percent + " % zeros",
                    healthy(alarm.negate()),
                    "–",
                    healthy(alarm),
                    sick(alarm),
                    sick(alarm.negate()),
                    "–"));
        }
        return text.toString();
    }

    private String units() {
        long called = answers.stream().mapToLong(NetworkAnswer::calledOff).sum();
        long wrongly =
                answers.stream().mapToLong(NetworkAnswer::wronglyCalledOff).sum();
        return String.format(
                Locale.ROOT,
                "Of the %,d units that it calls dead or stuck, %,d pass no gradient for any of 5,000 other samples.%n",
                called,
                called - wrongly);
    }

    private String each() {
        StringBuilder text = new StringBuilder(
                        row("network", "what was changed", "works", "verdict", "first finding", "cause"))
                .append(row("---", "---", "--:", "---", "---", "---"));
        for (NetworkAnswer answer : answers) {
            String right = !answer.sick() || answer.causeIsRight() ? "" : " (it is " + causes(answer) + ")";
            text.append(row(
                    "`" + answer.name() + "`",
                    answer.truth().get("why").textValue(),
                    String.format(
                            Locale.ROOT, "%.2f", answer.truth().get("score").doubleValue()),
                    answer.verdict(),
                    answer.first()
                            .map(finding -> "`" + finding.get("rule").textValue() + "` at `"
                                    + finding.get("layer").textValue() + "`")
                            .orElse(""),
                    answer.cause().orElse("") + right));
        }
        return text.toString();
    }

    private static String causes(NetworkAnswer answer) {
        StringBuilder text = new StringBuilder();
        answer.truth().get("causes").forEach(cause -> text.append(text.isEmpty() ? "" : " or ")
                .append(cause.textValue()));
        return text.toString();
    }

    private String healthy(Predicate<NetworkAnswer> what) {
        return Long.toString(
                answers.stream().filter(answer -> !answer.sick()).filter(what).count());
    }

    private String sick(Predicate<NetworkAnswer> what) {
        return Long.toString(
                answers.stream().filter(NetworkAnswer::sick).filter(what).count());
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}

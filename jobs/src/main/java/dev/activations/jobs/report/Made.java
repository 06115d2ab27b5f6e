package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.Report;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * When and how a report was made: what its foot says, and what no comparison of two reports looks at.
 *
 * @param date to the second; empty where nobody said
 * @param version of this program; empty where it does not come from a jar
 * @param command the command line, without what must stay secret; empty where the report was not asked for by one
 */
public record Made(Optional<Instant> date, Optional<String> version, Optional<String> command) {

    /** Of a report that was not asked for by a command: the same report is the same file then. */
    public static final Made UNKNOWN = new Made(Optional.empty(), versionOfTheJar(), Optional.empty());

    private static final String EPOCH = "SOURCE_DATE_EPOCH";
    private static final Pattern SAFE = Pattern.compile("[\\w@%+=:,./-]+");

    /** Settings that Spark too takes for secrets, and their like. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)(?<name>.*?(secret|password|token|access[.]?key|credential)[^=]*=).*");

    /**
     * A report asked for now by a command.
     *
     * @param arguments of the command, {@code diagnose} first
     * @param environment where {@code SOURCE_DATE_EPOCH} takes the place of the clock, for builds that can be repeated
     * @throws IllegalArgumentException in one sentence, where that is no number of seconds
     */
    public static Made by(List<String> arguments, Map<String, String> environment, Clock clock) {
        return new Made(
                Optional.of(date(environment.get(EPOCH), clock)),
                versionOfTheJar(),
                Optional.of(arguments.stream().map(Made::quoted).collect(Collectors.joining(" ", "activations ", ""))));
    }

    private static Instant date(String epoch, Clock clock) {
        if (epoch == null || epoch.isEmpty()) {
            return clock.instant().truncatedTo(ChronoUnit.SECONDS);
        }
        try {
            return Instant.ofEpochSecond(Long.parseLong(epoch.strip()));
        } catch (RuntimeException e) { // no number, or a time that no calendar has
            throw new IllegalArgumentException(
                    "the variable %s takes seconds since 1970, such as 1700000000, not '%s'; unset it to have today's date"
                            .formatted(EPOCH, epoch),
                    e);
        }
    }

    /** An argument as a shell takes it. */
    private static String quoted(String argument) {
        String shown =
                SECRET.matcher(argument).matches() ? SECRET.matcher(argument).replaceFirst("${name}…") : argument;
        return SAFE.matcher(shown).matches() ? shown : "'" + shown.replace("'", "'\\''") + "'";
    }

    private static Optional<String> versionOfTheJar() {
        return Optional.ofNullable(Made.class.getPackage().getImplementationVersion());
    }

    /** The object {@code made} of report.json. */
    ObjectNode json(Report report) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("date", date.map(Instant::toString).orElse(null))
                .put("version", version.orElse(null))
                .put("command", command.orElse(null));
        ArrayNode input = node.putArray("input");
        report.input().paths().forEach(input::add);
        ArrayNode checks = node.putArray("checks");
        Check.of(report).forEach(check -> checks.addObject()
                .put("check", check.name())
                .put("made", check.made())
                .put("what", check.what()));
        return node;
    }
}

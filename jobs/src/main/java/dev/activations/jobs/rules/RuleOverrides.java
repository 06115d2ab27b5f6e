package dev.activations.jobs.rules;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a user changes about the rules.
 *
 * @param source where it is said, such as the name of a file; empty where that has none
 * @param all in the order that they are tried: the first that is about a rule and a layer counts
 * @param today the day of the diagnosis, in UTC, by which they expire
 */
public record RuleOverrides(String source, List<RuleOverride> all, LocalDate today) {

    /** Nothing is changed. */
    public static final RuleOverrides NONE = new RuleOverrides("", List.of(), LocalDate.EPOCH);

    public RuleOverrides {
        all = List.copyOf(all);
    }

    public static RuleOverrides of(String source, List<RuleOverride> all, Clock clock) {
        return new RuleOverrides(source, all, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** What is changed about a rule in a layer; empty where nothing is, or not any more. */
    Optional<RuleOverride> of(Rule rule, String layer) {
        return all.stream()
                .filter(override -> !override.isExpired(today) && override.isAbout(rule, layer))
                .findFirst();
    }

    /**
     * What a reader of the report must know of them, a sentence each: what is changed, what has expired, and what is about no
     * layer.
     *
     * @param layers the names of the log's layers
     */
    public List<String> notes(Collection<String> layers) {
        List<String> notes = new ArrayList<>();
        String by = source.isEmpty() ? "" : source + ": ";
        for (RuleOverride override : all) {
            String what = by + override.rule() + override.where();
            if (override.isExpired(today)) {
                notes.add("%s: %s applied until %s and has expired"
                        .formatted(what, override.what(), override.until().orElseThrow()));
            } else if (layers.stream()
                    .noneMatch(layer -> override.layers().matcher(layer).matches())) {
                notes.add("%s: no layer of the log has such a name".formatted(what));
            } else {
                notes.add("%s: %s".formatted(what, override.what()) + because(override));
            }
        }
        return notes;
    }

    private static String because(RuleOverride override) {
        String until = override.until().map(day -> "until " + day).orElse("");
        String words = override.reason().isEmpty() || until.isEmpty()
                ? override.reason() + until
                : override.reason() + ", " + until;
        return words.isEmpty() ? "" : " (" + words + ")";
    }
}

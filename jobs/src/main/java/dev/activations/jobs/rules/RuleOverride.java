package dev.activations.jobs.rules;

import dev.activations.functions.NearNames;
import dev.activations.jobs.model.LayerPattern;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a user changes about one rule, in some layers:
 *
 * <pre>{@code
 * RuleOverride.of("saturation").inLayers("gate.*").level(RuleLevel.OFF).because("gates saturate by design")
 * }</pre>
 *
 * @param rule the rule
 * @param layers a regular expression that matches the whole names of the layers
 * @param level what the rule's findings are; empty for what its limits say
 * @param limits limits in place of the rule's own
 * @param reason why, in the user's words; empty where none is given
 * @param until the last day, in UTC, on which it applies; empty where it applies for good
 */
public record RuleOverride(
        Rule rule,
        Pattern layers,
        Optional<RuleLevel> level,
        List<LimitOverride> limits,
        String reason,
        Optional<LocalDate> until) {

    private static final String ALL = ".*";

    public RuleOverride {
        limits = List.copyOf(limits);
        checkOrder(rule, limits);
    }

    /**
     * Nothing changed yet, in all layers.
     *
     * @throws IllegalArgumentException if there is no such rule, with the names that come near
     */
    public static RuleOverride of(String rule) {
        Rule known = Rules.all().stream()
                .filter(other -> other.name().equals(rule))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(rule)));
        return new RuleOverride(known, Pattern.compile(ALL), Optional.empty(), List.of(), "", Optional.empty());
    }

    private static String unknown(String rule) {
        List<String> near =
                NearNames.of(rule, Rules.all().stream().map(Rule::name).toList());
        return near.isEmpty()
                ? "there is no rule %s; docs/diagnostics.md lists the rules".formatted(rule)
                : "there is no rule %s; did you mean %s?".formatted(rule, String.join(" or ", near));
    }

    /**
     * In the layers whose whole name matches.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong with it, if it is no regular expression
     */
    public RuleOverride inLayers(String pattern) {
        return new RuleOverride(rule, LayerPattern.of(pattern), level, limits, reason, until);
    }

    /** Makes every finding of the rule this grave, or switches it off. */
    public RuleOverride level(RuleLevel to) {
        return new RuleOverride(rule, layers, Optional.of(to), limits, reason, until);
    }

    /**
     * Replaces a limit.
     *
     * @param severity what is reached at the limit
     * @param limit the limit, on the side of the rule's own; a share is from 0 to 1
     * @throws IllegalArgumentException in one sentence, if the rule has no such limit, or several
     */
    public RuleOverride limit(Severity severity, double limit) {
        return limit("", severity, limit);
    }

    /** The same for a rule whose figures have limits of their own; the figure by its key, such as {@code scale_ratio}. */
    public RuleOverride limit(String figure, Severity severity, double limit) {
        return limits(List.of(new LimitOverride(figure, severity, limit)));
    }

    /** Replaces several limits at once, which must be in order only together. */
    public RuleOverride limits(List<LimitOverride> more) {
        more.forEach(each -> each.check(rule));
        List<LimitOverride> all = new ArrayList<>(limits);
        all.addAll(more);
        return new RuleOverride(rule, layers, level, all, reason, until);
    }

    /** Says why. */
    public RuleOverride because(String words) {
        return new RuleOverride(rule, layers, level, limits, words, until);
    }

    /** Ends it after this day, in UTC. */
    public RuleOverride until(LocalDate lastDay) {
        return new RuleOverride(rule, layers, level, limits, reason, Optional.of(lastDay));
    }

    /** What it makes of something that its rule looks at. */
    Criterion limited(Criterion criterion) {
        return limited(criterion, limits);
    }

    private static Criterion limited(Criterion criterion, List<LimitOverride> limits) {
        Criterion limited = criterion;
        for (LimitOverride limit : limits) {
            limited = limit.applyTo(limited);
        }
        return limited;
    }

    private static void checkOrder(Rule rule, List<LimitOverride> limits) {
        for (Criterion criterion : rule.criteria()) {
            Limits now = limited(criterion, limits).limits();
            if (now != criterion.limits() && !now.areInOrder()) {
                throw new IllegalArgumentException("%s would fail before it %ss: its limits are %s, then %s; give both"
                        .formatted(rule, now.mildly(), Text.number(now.mild()), Text.number(now.fail())));
            }
        }
    }

    boolean isAbout(Rule other, String layer) {
        return rule == other && layers.matcher(layer).matches();
    }

    boolean isExpired(LocalDate today) {
        return until.filter(today::isAfter).isPresent();
    }

    /** In which layers, as a sentence goes on, such as " in conv.*"; empty for all. */
    String where() {
        return layers.pattern().equals(ALL) ? "" : " in " + layers.pattern();
    }

    /** What it changes, such as "off" or "warn 0.2, fail 0.5". */
    String what() {
        List<String> words = new ArrayList<>();
        level.ifPresent(to -> words.add(to.toString()));
        limits.forEach(limit -> words.add((limit.figure().isEmpty() ? "" : limit.figure() + " ") + limit.severity()
                + " " + Text.number(limit.limit())));
        return words.stream().collect(Collectors.joining(", "));
    }
}

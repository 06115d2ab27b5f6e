package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.rules.Causes.Reason;
import dev.activations.jobs.rules.Limits.Scale;
import dev.activations.jobs.rules.Limits.Side;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Makes a {@link Rule} in one call. What is said after {@link #figure}, {@link #shareOfUnits}, {@link #firstStep} or another
 * criterion is about that criterion, until the next one begins.
 */
final class RuleBuilder {

    /** A share of units makes a finding from this many on: one of two dead is a half, and says nothing. */
    static final int LEAST_COUNT = 3;

    private final String name;
    private final String headline;
    private final List<Part> parts = new ArrayList<>();
    private Function<LayerCase, LayerVerdict> verdictOfNote = layer -> LayerVerdict.OK;
    private Set<String> unless = Set.of();
    private Function<LayerCase, String> sentence;
    private Function<LayerCase, String> why = layer -> "";
    private List<Suggestion> always = List.of();
    private boolean hasCauses;
    private Function<LayerCase, Optional<Reason>> reason = layer -> Optional.empty();
    private Function<LayerCase, List<Suggestion>> suggestions = layer -> List.of();
    private String explanation = "";

    /** A criterion in the making. */
    private static final class Part {
        private final String looksAt;
        private final Criterion.Search search;
        private final Scale scale;
        private Set<Role> roles = EnumSet.allOf(Role.class);
        private Predicate<LayerCase> applies = layer -> true;
        private long fewestSamples;
        private Limits limits = Limits.NONE;
        private String onlyOf = "";
        private String source = "";
        private Function<LayerCase, Numbers> numbers = layer -> Numbers.NONE;
        private Function<LayerCase, String> quantity = layer -> "";
        private List<Figure> figures = List.of();

        Part(String looksAt, Criterion.Search search, Scale scale) {
            this.looksAt = looksAt;
            this.search = search;
            this.scale = scale;
        }

        Criterion criterion() {
            return new Criterion(
                    looksAt,
                    roles,
                    applies,
                    fewestSamples,
                    search,
                    limits,
                    scale,
                    onlyOf,
                    source,
                    numbers,
                    quantity,
                    figures);
        }
    }

    private RuleBuilder(String name, String headline) {
        this.name = name;
        this.headline = headline;
    }

    /**
     * @param name the rule's name in report.json
     * @param headline what it has found, in a few words that need no manual
     */
    static RuleBuilder rule(String name, String headline) {
        return new RuleBuilder(name, headline);
    }

    private RuleBuilder begin(String looksAt, Criterion.Search search, Scale scale) {
        parts.add(new Part(looksAt, search, scale));
        return this;
    }

    private Part part() {
        return parts.get(parts.size() - 1);
    }

    /** Looks at a figure, whose limits are shares. */
    RuleBuilder share(Figure figure) {
        return figure(figure, Scale.SHARE).quantity(layer -> layer.percent(figure));
    }

    /** Looks at a figure, whose limits are numbers. */
    RuleBuilder figure(Figure figure) {
        return figure(figure, Scale.NUMBER);
    }

    /** Looks at a figure that is a multiple of something, or a part of it. */
    RuleBuilder factor(Figure figure) {
        return figure(figure, Scale.FACTOR);
    }

    /** Looks at a figure that counts something. */
    RuleBuilder count(Figure figure) {
        return figure(figure, Scale.COUNT);
    }

    private RuleBuilder figure(Figure figure, Scale scale) {
        return number(code(figure), layer -> layer.figure(figure), scale)
                .numbers(figure)
                .tellsBy(figure);
    }

    /** Looks at the share of the layer's units that a figure counts. */
    RuleBuilder shareOfUnits(Figure count) {
        return shareOf(code(count), layer -> layer.figure(count), "units", LayerCase::units)
                .numbers(layer -> Numbers.of(layer, count).and("units", layer.units()))
                .tellsBy(count);
    }

    /**
     * Looks at a count's share of a whole, from {@link #LEAST_COUNT} on or where it is the whole.
     *
     * @param looksAt what is counted, in words
     * @param count the count; an empty one is not judged
     * @param ofWords the whole, in words
     * @param whole the whole
     */
    RuleBuilder shareOf(
            String looksAt,
            Function<LayerCase, OptionalDouble> count,
            String ofWords,
            ToLongFunction<LayerCase> whole) {
        return number(
                        looksAt + " / " + ofWords,
                        layer -> share(count.apply(layer), whole.applyAsLong(layer)),
                        Scale.SHARE)
                .quantity(layer ->
                        Text.sentence("%,d of %,d", (long) count.apply(layer).orElse(0), whole.applyAsLong(layer)));
    }

    private static OptionalDouble share(OptionalDouble count, long whole) {
        boolean enough =
                count.isPresent() && (count.getAsDouble() >= LEAST_COUNT || count.getAsDouble() == whole && whole > 0);
        return enough ? OptionalDouble.of(count.getAsDouble() / whole) : OptionalDouble.empty();
    }

    /** Looks at a number of the steps that a verdict is about; an empty one is not judged. */
    RuleBuilder number(String looksAt, Function<LayerCase, OptionalDouble> number, Scale scale) {
        return begin(looksAt, Criterion.number(number), scale);
    }

    /** Looks at a number that is not of one step; an empty one is not judged. */
    RuleBuilder once(String looksAt, Function<LayerCase, OptionalDouble> number, Scale scale) {
        return begin(looksAt, Criterion.once(number), scale);
    }

    /** Looks at the steps one after the other, for so many of something. */
    RuleBuilder firstStep(String looksAt, ToLongFunction<StepDiagnosis> count) {
        return begin(looksAt, Criterion.firstStep(count), Scale.COUNT).onlyOf("at any step");
    }

    /** Looks for something of its own, which the words say. */
    RuleBuilder search(String looksAt, Scale scale, Criterion.Search search) {
        return begin(looksAt, search, scale);
    }

    /** Is worth knowing wherever it is so. */
    RuleBuilder note(String looksAt, Predicate<LayerCase> isSo) {
        return once(looksAt, layer -> OptionalDouble.of(isSo.test(layer) ? 1 : 0), Scale.CONDITION)
                .noteFrom(1);
    }

    private static String code(Figure figure) {
        return "`" + figure.key() + "`";
    }

    RuleBuilder roles(Set<Role> roles) {
        part().roles = roles;
        return this;
    }

    RuleBuilder layers(Predicate<LayerCase> applies) {
        part().applies = applies;
        return this;
    }

    /** Is not judged below so many different samples. */
    RuleBuilder fromSamples(long samples) {
        part().fewestSamples = samples;
        return this;
    }

    RuleBuilder warnFrom(double limit) {
        return limit(Side.FROM, Severity.WARN, limit);
    }

    RuleBuilder warnAbove(double limit) {
        return limit(Side.ABOVE, Severity.WARN, limit);
    }

    RuleBuilder warnBelow(double limit) {
        return limit(Side.BELOW, Severity.WARN, limit);
    }

    RuleBuilder failFrom(double limit) {
        return limit(Side.FROM, Severity.FAIL, limit);
    }

    RuleBuilder failBelow(double limit) {
        return limit(Side.BELOW, Severity.FAIL, limit);
    }

    RuleBuilder warnOutside(double limit) {
        return limit(Side.OUTSIDE, Severity.WARN, limit);
    }

    RuleBuilder failOutside(double limit) {
        return limit(Side.OUTSIDE, Severity.FAIL, limit);
    }

    RuleBuilder noteFrom(double limit) {
        return limit(Side.FROM, Severity.INFO, limit);
    }

    RuleBuilder noteAbove(double limit) {
        return limit(Side.ABOVE, Severity.INFO, limit);
    }

    RuleBuilder noteBelow(double limit) {
        return limit(Side.BELOW, Severity.INFO, limit);
    }

    private RuleBuilder limit(Side side, Severity severity, double limit) {
        part().limits = part().limits.with(side, severity, limit);
        return this;
    }

    /** What the limits are of, where the table of rules has to say more than a number. */
    RuleBuilder onlyOf(String words) {
        part().onlyOf = words;
        return this;
    }

    /** Where the limits come from. */
    RuleBuilder because(String source) {
        part().source = source;
        return this;
    }

    /** The numbers that the finding rests on, by name. */
    RuleBuilder numbers(Function<LayerCase, Numbers> numbers) {
        part().numbers = numbers;
        return this;
    }

    /** The figures that the finding rests on, as far as they are determined. */
    RuleBuilder numbers(Figure... figures) {
        return numbers(layer -> Numbers.of(layer, figures));
    }

    /** How much of the layer it is, in as few characters as a summary has. */
    RuleBuilder quantity(Function<LayerCase, String> quantity) {
        part().quantity = quantity;
        return this;
    }

    /** The figures that it is told by, which a reader may want to see over the steps. */
    RuleBuilder tellsBy(Figure... figures) {
        part().figures = List.of(figures);
        return this;
    }

    /** A count of something out of so many, as numbers and as quantity. */
    RuleBuilder countOf(String count, ToLongFunction<LayerCase> number, String whole, ToLongFunction<LayerCase> of) {
        return numbers(layer ->
                        Numbers.NONE.and(count, number.applyAsLong(layer)).and(whole, of.applyAsLong(layer)))
                .quantity(layer -> Text.sentence("%,d of %,d", number.applyAsLong(layer), of.applyAsLong(layer)));
    }

    /** What a note makes of its layer's verdict, where it is more than worth knowing. */
    RuleBuilder noteMeans(Function<LayerCase, LayerVerdict> verdict) {
        verdictOfNote = verdict;
        return this;
    }

    /** Is not judged beside these rules, which come before it. */
    RuleBuilder unless(String... rules) {
        unless = Set.of(rules);
        return this;
    }

    /** The number that made it speak, in as few characters as a table's cell has, such as "47 of 64 dead". */
    RuleBuilder briefly(Function<LayerCase, String> number) {
        why = number;
        return this;
    }

    /** One sentence with the numbers. */
    RuleBuilder says(Function<LayerCase, String> evidence) {
        sentence = evidence;
        return this;
    }

    /** What to try, in order, where no cause is known. */
    RuleBuilder suggests(List<Suggestion> toTry) {
        always = toTry;
        return suggests(layer -> toTry);
    }

    /** What to try, where that depends on the layer. */
    RuleBuilder suggests(Function<LayerCase, List<Suggestion>> toTry) {
        suggestions = toTry;
        return this;
    }

    /** Where a warning or a failure comes from, which decides what to try; empty where the log does not tell. */
    RuleBuilder causedBy(Function<LayerCase, Optional<Reason>> why) {
        reason = why;
        hasCauses = true;
        return this;
    }

    /** What it means and what to do about it, as docs/diagnostics.md explains it; Markdown. */
    RuleBuilder means(String text) {
        explanation = text.strip();
        return this;
    }

    Rule build() {
        return new Rule(this);
    }

    String name() {
        return name;
    }

    String headline() {
        return headline;
    }

    List<Criterion> criteria() {
        return parts.stream().map(Part::criterion).toList();
    }

    Function<LayerCase, LayerVerdict> verdictOfNote() {
        return verdictOfNote;
    }

    Set<String> unless() {
        return unless;
    }

    Function<LayerCase, String> sentence() {
        return sentence;
    }

    Function<LayerCase, String> why() {
        return why;
    }

    Function<LayerCase, List<Suggestion>> suggestions() {
        return suggestions;
    }

    List<Suggestion> always() {
        return always;
    }

    boolean hasCauses() {
        return hasCauses;
    }

    Function<LayerCase, Optional<Reason>> reason() {
        return reason;
    }

    String explanation() {
        return explanation;
    }
}

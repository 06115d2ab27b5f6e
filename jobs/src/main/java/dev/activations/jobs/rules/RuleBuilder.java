package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.rules.Limits.Scale;
import dev.activations.jobs.rules.Limits.Side;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final String name;
    private final String headline;
    private final List<Part> parts = new ArrayList<>();
    private LayerVerdict verdictOfNote = LayerVerdict.OK;
    private Set<String> unless = Set.of();
    private Function<LayerCase, String> sentence;
    private Function<LayerCase, List<Suggestion>> suggestions = layer -> List.of();

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
        private Function<LayerCase, Map<String, Object>> numbers = layer -> Map.of();
        private Function<LayerCase, String> quantity = layer -> "";

        Part(String looksAt, Criterion.Search search, Scale scale) {
            this.looksAt = looksAt;
            this.search = search;
            this.scale = scale;
        }

        Criterion criterion() {
            return new Criterion(
                    looksAt, roles, applies, fewestSamples, search, limits, scale, onlyOf, source, numbers, quantity);
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
        return number(code(figure), layer -> layer.figure(figure), Scale.SHARE)
                .numbers(layer -> layer.numbers(figure))
                .quantity(layer -> layer.percent(figure));
    }

    /** Looks at a figure, whose limits are numbers. */
    RuleBuilder figure(Figure figure) {
        return number(code(figure), layer -> layer.figure(figure), Scale.NUMBER)
                .numbers(layer -> layer.numbers(figure));
    }

    /** Looks at a figure that counts something. */
    RuleBuilder count(Figure figure) {
        return number(code(figure), layer -> layer.figure(figure), Scale.COUNT)
                .numbers(layer -> Map.of(figure.key(), layer.count(figure)));
    }

    /** Looks at the share of the layer's units that a figure counts. */
    RuleBuilder shareOfUnits(Figure count) {
        return number(code(count) + " / units", layer -> layer.shareOfUnits(count), Scale.SHARE)
                .numbers(layer -> Map.of(count.key(), layer.count(count), "units", layer.units()))
                .quantity(layer -> Text.sentence("%,d of %,d", layer.count(count), layer.units()));
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
        return once(looksAt, layer -> OptionalDouble.of(isSo.test(layer) ? 1 : 0), Scale.COUNT)
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
    RuleBuilder numbers(Function<LayerCase, Map<String, Object>> numbers) {
        part().numbers = numbers;
        return this;
    }

    /** How much of the layer it is, in as few characters as a summary has. */
    RuleBuilder quantity(Function<LayerCase, String> quantity) {
        part().quantity = quantity;
        return this;
    }

    /** A count of something out of so many, as numbers and as quantity. */
    RuleBuilder countOf(String count, ToLongFunction<LayerCase> number, String whole, ToLongFunction<LayerCase> of) {
        return numbers(layer -> {
                    Map<String, Object> numbers = new LinkedHashMap<>();
                    numbers.put(count, number.applyAsLong(layer));
                    numbers.put(whole, of.applyAsLong(layer));
                    return numbers;
                })
                .quantity(layer -> Text.sentence("%,d of %,d", number.applyAsLong(layer), of.applyAsLong(layer)));
    }

    /** What a note makes of its layer's verdict, where it is more than worth knowing. */
    RuleBuilder noteMeans(LayerVerdict verdict) {
        verdictOfNote = verdict;
        return this;
    }

    /** Is not judged beside these rules, which come before it. */
    RuleBuilder unless(String... rules) {
        unless = Set.of(rules);
        return this;
    }

    /** One sentence with the numbers. */
    RuleBuilder says(Function<LayerCase, String> evidence) {
        sentence = evidence;
        return this;
    }

    /** What to try, in order. */
    RuleBuilder suggests(Function<LayerCase, List<Suggestion>> toTry) {
        suggestions = toTry;
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

    LayerVerdict verdictOfNote() {
        return verdictOfNote;
    }

    Set<String> unless() {
        return unless;
    }

    Function<LayerCase, String> sentence() {
        return sentence;
    }

    Function<LayerCase, List<Suggestion>> suggestions() {
        return suggestions;
    }
}

package dev.activations.jobs.gates;

import dev.activations.functions.NearNames;
import dev.activations.jobs.model.InputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the text of a check.
 *
 * <pre>
 * check     = [ layers ":" ] compared comparison number [ "%" ]     with "at step" integer after compared or at the end
 * compared  = figure | function "(" figure ")" "over steps" | "change(" figure ")"
 * </pre>
 *
 * The layers end at the last colon, because nothing after them has one.
 */
final class CheckParser {

    private static final Pattern TOKEN =
            Pattern.compile("[a-zA-Z_]\\w*|[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,3})?|[<>=!]=|[^\\s\\h]");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_]\\w*");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\.?\\d.*");
    private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,18}");
    private static final String EXAMPLE = "such as in 'dead_fraction < 0.2'";
    private static final Pattern PADDING = Pattern.compile("\\A[\\s\\h]+|[\\s\\h]+\\z");

    /** @param at its place in the text, from 0 */
    private record Token(String text, int at) {
        boolean is(String other) {
            return text.equals(other);
        }

        boolean matches(Pattern pattern) {
            return pattern.matcher(text).matches();
        }
    }

    private final String text;
    private final String layers;
    private final List<Token> tokens = new ArrayList<>();
    private int place;

    CheckParser(String text) {
        this.text = text;
        int colon = text.lastIndexOf(':');
        layers = PADDING.matcher(text.substring(0, Math.max(0, colon))).replaceAll("");
        if (colon >= 0 && layers.isEmpty()) {
            throw wrong("a regular expression of layer names must stand before ':'");
        }
        requireExpression();
        Matcher found = TOKEN.matcher(text).region(colon + 1, text.length());
        while (found.find()) {
            tokens.add(new Token(found.group(), found.start()));
        }
        tokens.add(new Token("", text.length()));
    }

    private void requireExpression() {
        try {
            Pattern.compile(layers);
        } catch (PatternSyntaxException e) {
            throw wrong("'%s' is not a regular expression (%s)".formatted(layers, e.getDescription()));
        }
    }

    Check check() {
        boolean calls = tokens.size() > 1 && tokens.get(1).is("(");
        CheckFunction function = calls ? function() : CheckFunction.VALUE;
        Quantity quantity = quantity();
        if (calls) {
            take(")", "')' after " + quantity.key());
        }
        if (function.isOverSteps()) {
            overSteps(function, quantity);
        }
        if (function == CheckFunction.CHANGE && quantity instanceof Quantity.OfLayer) {
            throw wrong("%s is not among the figures that are compared with a baseline".formatted(quantity.key()));
        }
        OptionalLong before = step(function, quantity);
        Comparison comparison = comparison();
        double limit = limit(quantity);
        OptionalLong step = before.isPresent() ? before : step(function, quantity);
        if (!now().is("")) {
            throw expected("nothing after the number but 'at step N'", now());
        }
        return new Check(text, layers, function, quantity, step, comparison, limit);
    }

    private CheckFunction function() {
        Token name = now();
        CheckFunction function = CheckFunction.named(name.text())
                .orElseThrow(() -> wrong("there is no function %s; there are %s"
                        .formatted(name.text(), String.join(", ", CheckFunction.names()))));
        place += 2;
        return function;
    }

    private Quantity quantity() {
        Token name = now();
        if (!name.matches(WORD)) {
            throw expected("a figure, %s".formatted(EXAMPLE), name);
        }
        Quantity quantity = Quantity.named(name.text()).orElseThrow(() -> unknown(name));
        place++;
        return quantity;
    }

    private InputException unknown(Token name) {
        List<String> near = NearNames.of(name.text(), Quantity.names());
        if (near.isEmpty()) {
            near = Quantity.names().stream()
                    .filter(known -> known.contains(name.text()))
                    .limit(3)
                    .toList();
        }
        return wrong("there is no figure %s%s; %s"
                .formatted(
                        name.text(),
                        at(name),
                        near.isEmpty()
                                ? "docs/diagnostics.md lists them"
                                : "did you mean %s?".formatted(String.join(" or ", near))));
    }

    private void overSteps(CheckFunction function, Quantity quantity) {
        if (quantity instanceof Quantity.OfLayer) {
            throw wrong("%s is the same at all steps; compare it without %s".formatted(quantity.key(), function));
        }
        String words = "'over steps' after %s(%s)".formatted(function, quantity.key());
        take("over", words);
        take("steps", words);
    }

    private OptionalLong step(CheckFunction function, Quantity quantity) {
        Token at = now();
        if (!at.is("at")) {
            return OptionalLong.empty();
        }
        if (function.isOverSteps() || quantity instanceof Quantity.OfLayer) {
            throw wrong("%s is about all steps, so 'at step'%s has no meaning"
                    .formatted(function.isOverSteps() ? "'over steps'" : quantity.key(), at(at)));
        }
        if (function == CheckFunction.CHANGE) {
            throw wrong("change() is about the judged steps, so 'at step'%s has no meaning".formatted(at(at)));
        }
        place++;
        take("step", "'step' after 'at'");
        Token number = now();
        if (!number.matches(INTEGER)) {
            throw expected("the number of a step", number);
        }
        place++;
        return OptionalLong.of(Long.parseLong(number.text()));
    }

    private Comparison comparison() {
        Token sign = now();
        Comparison comparison = Comparison.of(sign.text()).orElseThrow(() -> expected("<, <=, >, >=, == or !=", sign));
        place++;
        return comparison;
    }

    private double limit(Quantity quantity) {
        Token number = now();
        if (!number.matches(NUMBER)) {
            throw expected("a number", number);
        }
        place++;
        BigDecimal limit = new BigDecimal(number.text());
        if (now().is("%")) {
            if (quantity.isCount()) {
                throw wrong("%s is a count, so a limit in %% has no meaning; a share is a figure such as dead_fraction"
                        .formatted(quantity.key()));
            }
            limit = limit.movePointLeft(2);
            place++;
        }
        if (Double.isInfinite(limit.doubleValue())) {
            throw wrong("%s is too large a number".formatted(number.text()));
        }
        return limit.doubleValue();
    }

    private Token now() {
        return tokens.get(place);
    }

    private void take(String word, String expected) {
        if (!now().is(word)) {
            throw expected(expected, now());
        }
        place++;
    }

    private InputException expected(String what, Token found) {
        return wrong("expected %s, got %s"
                .formatted(what, found.is("") ? "the end" : "'%s'%s".formatted(found.text(), at(found))));
    }

    private static String at(Token token) {
        return " at character " + (token.at() + 1);
    }

    private InputException wrong(String sentence) {
        return new InputException("check '%s': %s".formatted(text, sentence));
    }
}

package dev.activations.jobs.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Names of layers without what all of them begin and end with, part by part: of {@code encoder.0.mlp.act} and
 * {@code encoder.1.mlp.act} what tells them apart is {@code 0} and {@code 1}.
 *
 * @param prefix what all begin with, with its dot; empty where nothing
 * @param suffix what all end with, with its dot; empty where nothing
 */
record ShortNames(String prefix, String suffix) {

    static final ShortNames WHOLE = new ShortNames("", "");

    private static final String PARTS = "(?<=[./])|(?=[./])";

    /** Characters that are worth leaving out: fewer make a name harder to find than to read. */
    private static final int FEWEST_LEFT_OUT = 6;

    /**
     * What can be left out of these names; nothing of a single one, which has no other to be told from, and nothing where it
     * would be a few characters.
     */
    static ShortNames of(Collection<String> names) {
        List<List<String>> parts = names.stream()
                .distinct()
                .map(name -> Arrays.asList(name.split(PARTS)))
                .toList();
        if (parts.size() < 2) {
            return WHOLE;
        }
        int shortest = parts.stream().mapToInt(List::size).min().orElseThrow();
        int before = 0;
        while (before < shortest - 1 && same(parts, before, false)) {
            before++;
        }
        int after = 0;
        while (after < shortest - 1 - before && same(parts, after, true)) {
            after++;
        }
        List<String> first = parts.get(0);
        ShortNames found = new ShortNames(
                upToDot(String.join("", first.subList(0, before))),
                fromDot(String.join("", first.subList(first.size() - after, first.size()))));
        return found.prefix.length() + found.suffix.length() < FEWEST_LEFT_OUT ? WHOLE : found;
    }

    private static boolean same(List<List<String>> parts, int place, boolean fromEnd) {
        return parts.stream()
                        .map(name -> name.get(fromEnd ? name.size() - 1 - place : place))
                        .distinct()
                        .count()
                == 1;
    }

    private static String upToDot(String text) {
        return text.substring(0, Math.max(text.lastIndexOf('.'), text.lastIndexOf('/')) + 1);
    }

    private static String fromDot(String text) {
        int dot = text.indexOf('.');
        int slash = text.indexOf('/');
        int at = dot < 0 ? slash : slash < 0 ? dot : Math.min(dot, slash);
        return at < 0 ? "" : text.substring(at);
    }

    /** The name without them; whole where it is none of those that they were found in. */
    String of(String name) {
        return name.length() > prefix.length() + suffix.length() && name.startsWith(prefix) && name.endsWith(suffix)
                ? name.substring(prefix.length(), name.length() - suffix.length())
                : name;
    }

    /** Whether anything is left out. */
    boolean shorten() {
        return !prefix.isEmpty() || !suffix.isEmpty();
    }

    /** How the whole names are made of the short ones, such as {@code encoder.*.mlp.act}. */
    String pattern() {
        return prefix + "*" + suffix;
    }
}

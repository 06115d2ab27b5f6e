package dev.activations.jobs.report;

import dev.activations.jobs.rules.LayerReport;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Layers of a run that a short table shows in one line, because they are alike: the same part of several blocks with the same
 * verdict for the same reason.
 *
 * @param name their name; of several with the numbers that tell them apart, such as {@code encoder.0–11.mlp.act}
 * @param layers one or more, input side first
 */
record LayerGroup(String name, List<LayerReport> layers) {

    /** Fewer than this are not worth folding: each may have a line. */
    private static final int FEWEST_FOLDED = 3;

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Every layer by itself where they are so few, otherwise those that are alike together. */
    static List<LayerGroup> atMost(int few, List<LayerReport> layers, ShortNames names) {
        return layers.size() <= few ? each(layers, names) : folded(layers, names);
    }

    /** Every layer by itself. */
    static List<LayerGroup> each(List<LayerReport> layers, ShortNames names) {
        return layers.stream()
                .map(layer -> new LayerGroup(names.of(name(layer)), List.of(layer)))
                .toList();
    }

    /** Layers that are alike together, in the order of the first of each. */
    static List<LayerGroup> folded(List<LayerReport> layers, ShortNames names) {
        Map<List<Object>, List<LayerReport>> alike = new LinkedHashMap<>();
        layers.forEach(layer ->
                alike.computeIfAbsent(key(layer), key -> new ArrayList<>()).add(layer));
        List<LayerGroup> groups = new ArrayList<>();
        for (List<LayerReport> members : alike.values()) {
            if (members.size() < FEWEST_FOLDED) {
                members.forEach(layer -> groups.add(new LayerGroup(names.of(name(layer)), List.of(layer))));
            } else {
                groups.add(new LayerGroup(
                        together(members.stream()
                                .map(layer -> names.of(name(layer)))
                                .toList()),
                        members));
            }
        }
        return groups;
    }

    private static List<Object> key(LayerReport layer) {
        return List.of(
                NUMBER.matcher(name(layer)).replaceAll("*"),
                layer.diagnosis().layer().activation(),
                layer.diagnosis().role(),
                layer.diagnosis().units(),
                layer.verdict(),
                NUMBER.matcher(layer.why()).replaceAll(layer.verdict().toString()));
    }

    private static String name(LayerReport layer) {
        return layer.diagnosis().layer().key().layer();
    }

    /** One name for several that differ in numbers: in one number, these numbers; in more, a star for each. */
    static String together(List<String> names) {
        String first = names.get(0);
        Matcher numbers = NUMBER.matcher(first);
        while (numbers.find()) {
            String before = first.substring(0, numbers.start());
            String after = first.substring(numbers.end());
            if (names.stream().allMatch(name -> isBetween(name, before, after))) {
                return before
                        + series(names.stream()
                                .map(name -> name.substring(before.length(), name.length() - after.length()))
                                .toList())
                        + after;
            }
        }
        return NUMBER.matcher(first).replaceAll("*");
    }

    /** Numbers that follow one another as "50–74", a few others one by one, and of many the first and the last. */
    private static String series(List<String> numbers) {
        String first = numbers.get(0);
        String last = numbers.get(numbers.size() - 1);
        boolean follow = IntStream.range(1, numbers.size()).allMatch(i -> new BigInteger(numbers.get(i))
                .equals(new BigInteger(numbers.get(i - 1)).add(BigInteger.ONE)));
        return follow
                ? first + "–" + last
                : numbers.size() <= FEWEST_FOLDED ? String.join(",", numbers) : first + "…" + last;
    }

    private static boolean isBetween(String name, String before, String after) {
        return name.length() > before.length() + after.length()
                && name.startsWith(before)
                && name.endsWith(after)
                && NUMBER.matcher(name.substring(before.length(), name.length() - after.length()))
                        .matches();
    }

    /** The name, and of several how many there are. */
    String title() {
        return layers.size() == 1 ? name : name + " (" + layers.size() + ")";
    }

    LayerReport first() {
        return layers.get(0);
    }

    /** Why the verdict is what it is; of several layers that of the first, and that others have others. */
    String why() {
        List<String> reasons = layers.stream().map(LayerReport::why).distinct().toList();
        return reasons.size() < 2 ? reasons.get(0) : reasons.get(0) + " to " + reasons.get(reasons.size() - 1);
    }
}

package dev.activations.jobs.model;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The layers or columns of a log as a sentence names them: all where they are few, otherwise the kinds that they come in. */
public final class LayerNames {

    private static final int ALL_NAMED = 10;
    private static final int KINDS_NAMED = 8;
    private static final String DIGITS = "\\d+";

    private LayerNames() {}

    /** Such as {@code fc1, fc2}; of more than ten, {@code block*.relu* (400), head}. */
    public static String shortened(Collection<String> names) {
        if (names.size() <= ALL_NAMED) {
            return String.join(", ", names);
        }
        Map<String, Long> kinds = names.stream()
                .collect(Collectors.groupingBy(
                        name -> name.replaceAll(DIGITS, "*"), TreeMap::new, Collectors.counting()));
        String named = kinds.entrySet().stream()
                .limit(KINDS_NAMED)
                .map(kind -> kind.getValue() == 1 ? kind.getKey() : kind.getKey() + " (" + kind.getValue() + ")")
                .collect(Collectors.joining(", "));
        int others = kinds.size() - KINDS_NAMED;
        return others <= 0 ? named : named + " and " + others + " other kinds";
    }
}

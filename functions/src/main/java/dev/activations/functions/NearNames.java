package dev.activations.functions;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known names that a misspelt one probably meant, by Levenshtein distance. */
public final class NearNames {

    private static final int AT_MOST = 3;

    private NearNames() {}

    /** At most three names, nearest first, whose distance is at most half of the longer name's length. */
    public static List<String> of(String misspelt, Collection<String> known) {
        String wanted = misspelt.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> distance(wanted, name) * 2 <= Math.max(wanted.length(), name.length()))
                .sorted(Comparator.comparingInt(name -> distance(wanted, name)))
                .limit(AT_MOST)
                .toList();
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

package dev.activations.jobs.rules;

import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Numbers and counts as a sentence needs them. */
public final class Text {

    private static final int STEPS_NAMED = 5;

    private Text() {}

    /** The values put into the sentence, by the same digits and separators wherever in the world it is written. */
    static String sentence(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** So many of something, such as "1 sample" and "1,500 samples". */
    public static String count(long number, String noun) {
        return sentence("%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** From the smallest to the largest of several counts, such as "200 to 300 samples"; one where they are the same. */
    public static String count(LongSummaryStatistics counts, String noun) {
        return counts.getMin() == counts.getMax() ? count(counts.getMin(), noun) : range(counts) + " " + noun + "s";
    }

    /** From the smallest to the largest number, such as "25 to 1,500"; one where they are the same. */
    public static String range(LongSummaryStatistics numbers) {
        return numbers.getMin() == numbers.getMax()
                ? sentence("%,d", numbers.getMin())
                : sentence("%,d to %,d", numbers.getMin(), numbers.getMax());
    }

    /** A share as a percentage with three significant digits, such as "70.5 %". */
    public static String percent(double share) {
        return number(share * 100) + " %";
    }

    /** Three significant digits; powers of ten where the number is tiny. */
    public static String number(double value) {
        double magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude < 1e-3 || magnitude >= 1e6)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int digits = magnitude == 0 ? 0 : Math.max(0, 2 - (int) Math.floor(Math.log10(magnitude)));
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /**
     * When how many units died, such as ": 1 since step 0, 21 since step 25"; of many steps, those that cost the most units. A
     * log that begins late cannot tell of the units that were dead when it began. Nothing where no unit is dead.
     */
    static String since(LayerCase layer) {
        SortedMap<Long, Integer> diedAtStep = layer.diagnosis().diedAtStep();
        if (diedAtStep.isEmpty()) {
            return "";
        }
        if (!layer.run().tellsSteps()) {
            return "; " + cannotTell(layer);
        }
        Map<Long, Integer> named = new TreeMap<>();
        diedAtStep.entrySet().stream()
                .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed())
                .limit(STEPS_NAMED)
                .forEach(died -> named.put(died.getKey(), died.getValue()));
        long first = layer.first().step();
        String text = named.entrySet().stream()
                .map(died -> sentence(
                        layer.isLate() && died.getKey() == first
                                ? "%,d since step %,d or before"
                                : "%,d since step %,d",
                        died.getValue(),
                        died.getKey()))
                .collect(Collectors.joining(", "));
        int others = diedAtStep.size() - named.size();
        return ": " + (others == 0 ? text : sentence("%s, the rest at %,d other steps", text, others));
    }

    /** A name as a regular expression that matches it alone, with a backslash only where one is needed. */
    static String pattern(String name) {
        return name.replaceAll("[\\\\\\[\\](){}*+?^$|]", "\\\\$0");
    }

    /** Why nothing is said of the beginning. */
    static String cannotTell(LayerCase layer) {
        return layer.run().tellsSteps()
                ? sentence(
                        "the log begins at step %,d, too late to tell since when",
                        layer.first().step())
                : "the log has no steps, so it cannot tell since when";
    }
}

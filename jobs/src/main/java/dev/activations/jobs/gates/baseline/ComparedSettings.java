package dev.activations.jobs.gates.baseline;

import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options that change a number of a report, as words that two reports can be compared by.
 *
 * @param byOption the value by the option's name, such as {@code --alpha}
 */
public record ComparedSettings(Map<String, String> byOption) {

    private static final String DEFAULT = "its default";

    static ComparedSettings of(
            Settings settings, Map<String, String> activations, Map<String, Role> roles, List<String> filters) {
        return of(
                settings.alpha(),
                settings.givenMaxFiringRate(),
                settings.familyWise(),
                settings.epsilon(),
                settings.units(),
                settings.window().toString(),
                settings.assumesOutput(),
                activations,
                roles.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                role -> role.getValue().toString(),
                                (one, same) -> one,
                                LinkedHashMap::new)),
                filters);
    }

    /**
     * As a report has them.
     *
     * @param maxFiringRate NaN for that of each role
     * @param activations declared by options, by pattern
     * @param roles declared by options, by pattern
     * @param filters the conditions that rows were chosen by
     */
    public static ComparedSettings of(
            double alpha,
            double maxFiringRate,
            boolean familyWise,
            double epsilon,
            Units units,
            String window,
            boolean assumesOutput,
            Map<String, String> activations,
            Map<String, String> roles,
            List<String> filters) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("--alpha", Double.toString(alpha));
        words.put("--max-firing-rate", Double.isNaN(maxFiringRate) ? DEFAULT : Double.toString(maxFiringRate));
        words.put("--family-wise", Boolean.toString(familyWise));
        words.put("--epsilon", Double.toString(epsilon));
        words.put("--unit", units.elements() ? "element" : "channel");
        words.put(
                "--channel-axis",
                units.axes().isEmpty()
                        ? DEFAULT
                        : units.axes().stream().map(Units.LayerAxis::toString).collect(Collectors.joining(", ")));
        words.put("--window", window);
        words.put("--output-layer", assumesOutput ? DEFAULT : "none");
        words.put("--activation", pairs(activations));
        words.put("--role", pairs(roles));
        words.put("--where", filters.isEmpty() ? "all rows" : String.join(" and ", filters));
        return new ComparedSettings(words);
    }

    private static String pairs(Map<String, String> byPattern) {
        return byPattern.isEmpty()
                ? DEFAULT
                : byPattern.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + pair.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** What differs, such as "--alpha was 0.05 and is 0.01". */
    List<String> differences(ComparedSettings now) {
        List<String> different = new ArrayList<>();
        byOption.forEach((option, before) -> {
            String after = now.byOption.get(option);
            if (after != null && !after.equals(before)) {
                different.add("%s was %s and is %s".formatted(option, before, after));
            }
        });
        return different;
    }
}

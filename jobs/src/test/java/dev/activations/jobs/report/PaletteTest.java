package dev.activations.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The colours of the report's charts can be told apart by people who do not see red, green or blue as others do: distances in
 * CIELAB (CIE 1976; about 2.3 is just noticed) after what Machado, Oliveira and Fernandes 2009 give for the full deficiencies.
 */
class PaletteTest {

    private static final Map<String, double[][]> SIGHTS = Map.of(
            "normal", new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
            "protanopia",
                    new double[][] {
                        {0.152286, 1.052583, -0.204868},
                        {0.114503, 0.786281, 0.099216},
                        {-0.003882, -0.048116, 1.051998}
                    },
            "deuteranopia",
                    new double[][] {
                        {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
                    },
            "tritanopia",
                    new double[][] {
                        {1.255528, -0.076749, -0.178779},
                        {-0.078411, 0.930809, 0.147602},
                        {0.004733, 0.691367, 0.303900}
                    });

    private static final List<String> STATES = List.of("alive", "nearly", "silent", "dead", "revived", "nonfinite");

    @ParameterizedTest
    @CsvSource({
        "light, normal",
        "light, protanopia",
        "light, deuteranopia",
        "light, tritanopia",
        "dark, normal",
        "dark, protanopia",
        "dark, deuteranopia",
        "dark, tritanopia"
    })
    void statesOfUnitsAndLinesOfLayersAreDistinguishable(String scheme, String sight) {
        List<String> states =
                STATES.stream().map(state -> colours(scheme, state).get(0)).toList();

        assertThat(nearest(states, sight)).as("states of units").isGreaterThan(15);
        assertThat(nearest(colours(scheme, "series"), sight))
                .as("lines of layers")
                .isGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void linesStandOutFromTheCardTheyAreDrawnOn(String scheme) {
        double card = luminance(linear(colours(scheme, "card").get(0)));

        // 3 is what WCAG 2.1, criterion 1.4.11, asks of graphics.
        assertThat(colours(scheme, "series")).hasSize(8).allSatisfy(line -> assertThat(
                        contrast(card, luminance(linear(line))))
                .isGreaterThan(3));
    }

    /** The colours that the style sheet gives a name; its dark ones stand after its light ones. */
    private static List<String> colours(String scheme, String name) {
        Matcher given = Pattern.compile("--" + name + ": ([#0-9a-f ]+);").matcher(Page.resource("style.css"));
        List<String> found = new ArrayList<>();
        while (given.find()) {
            found.add(given.group(1));
        }
        assertThat(found).as(name).hasSize(2);
        return List.of(found.get(scheme.equals("light") ? 0 : 1).split(" "));
    }

    private static double nearest(List<String> colours, String sight) {
        List<double[]> seen = colours.stream()
                .map(colour -> lab(seen(linear(colour), SIGHTS.get(sight))))
                .toList();
        return seen.stream()
                .flatMap(a -> seen.stream().filter(b -> a != b).map(b -> distance(a, b)))
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
    }

    private static double[] linear(String colour) {
        return Stream.of(1, 3, 5)
                .mapToDouble(at -> Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0)
                .map(value -> value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4))
                .toArray();
    }

    private static double[] seen(double[] rgb, double[][] matrix) {
        return Arrays.stream(matrix)
                .mapToDouble(row -> Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])))
                .toArray();
    }

    private static double luminance(double[] rgb) {
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    }

    private static double contrast(double a, double b) {
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double[] lab(double[] rgb) {
        double x = root((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047);
        double y = root(luminance(rgb));
        double z = root((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double value) {
        return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }
}

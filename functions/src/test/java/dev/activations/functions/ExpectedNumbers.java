package dev.activations.functions;

import dev.activations.functions.kernel.Elementwise;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The expected values that {@code src/test/python/expected_values.py} wrote with mpmath. */
public final class ExpectedNumbers {

    /** An elementwise function at one input: the value and derivative as decimal text of 20 digits. */
    record Point(String call, double x, String value, String derivative) {}

    /** A function of a whole array at one row. */
    record Row(double[] inputs, String[] outputs) {}

    /** A function of two arrays. */
    record Pair(double[] inputs, double[] second, String[] outputs) {}

    private ExpectedNumbers() {}

    /** Every elementwise call that has expected values; each function of the catalogue has at least its defaults. */
    public static Stream<String> calls() {
        return Catalogue.entries().stream()
                .filter(Entry::isElementwise)
                .flatMap(entry -> points(entry.name()).map(Point::call).distinct());
    }

    static Stream<Elementwise> functions() {
        return calls().map(call -> Catalogue.named(call).elementwise().orElseThrow());
    }

    static List<Point> of(String call) {
        return points(call.replaceFirst("\\(.*", ""))
                .filter(point -> point.call().equals(call))
                .toList();
    }

    static List<Row> rows(String function) {
        return lines(function)
                .map(line -> line.split(",", -1))
                .map(cells -> new Row(numbers(cells[1]), words(cells[2])))
                .toList();
    }

    static List<Pair> pairs(String function) {
        return lines(function)
                .map(line -> line.split(",", -1))
                .map(cells -> new Pair(numbers(cells[1]), numbers(cells[2]), words(cells[3])))
                .toList();
    }

    /** The distance of a result from the exact value in units of the last place at the exact value. */
    static double ulps(double actual, String exact) {
        double nearest = number(exact);
        return nearest == actual || Double.isNaN(nearest) && Double.isNaN(actual)
                ? 0
                : distance(actual, exact) / Math.ulp(nearest);
    }

    /** As {@link #ulps(double, String)}, in units of float. */
    static double ulps(float actual, String exact) {
        float nearest = (float) number(exact);
        return nearest == actual || Float.isNaN(nearest) && Float.isNaN(actual)
                ? 0
                : distance(actual, exact) / Math.ulp(nearest);
    }

    /** The absolute error; infinite where one of the two is not a finite number. */
    static double distance(double actual, String exact) {
        if (!Double.isFinite(actual) || !Double.isFinite(number(exact))) {
            return Double.POSITIVE_INFINITY;
        }
        return new BigDecimal(exact).subtract(new BigDecimal(actual)).abs().doubleValue();
    }

    static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static Stream<Point> points(String function) {
        return lines(function)
                .map(line -> line.replaceAll("\"", "").split(",(?=[^,]*,[^,]*,[^,]*$)|,(?=[^,]*,[^,]*$)|,(?=[^,]*$)"))
                .map(cells -> new Point(cells[0], number(cells[1]), cells[2], cells[3]));
    }

    private static double[] numbers(String cell) {
        return Arrays.stream(words(cell)).mapToDouble(ExpectedNumbers::number).toArray();
    }

    private static String[] words(String cell) {
        return cell.isEmpty() ? new String[0] : cell.split(" ");
    }

    private static Stream<String> lines(String function) {
        String resource = "/expected/" + function + ".csv";
        try (InputStream in = ExpectedNumbers.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("no " + resource + "; add the function to src/test/python/elementwise.py");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

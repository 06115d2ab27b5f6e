package dev.activations.jobs.simulation;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.functions.NearNames;
import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.names.LayerActivation;
import dev.activations.jobs.model.Role;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a layer to plant is written: {@code NAME=ACTIVATION[:SHAPE][,KEY=VALUE]…}, such as {@code fc1=relu:64,dead=10%,rate=0.5} or
 * {@code attention=softmax:4x8x8,collapsed=1}. Everything that is wrong with it is an {@link IllegalArgumentException} in one
 * sentence.
 */
public final class LayerGrammar {

    private static final Pattern LAYER =
            Pattern.compile("([^=]+)=([^:,(]+(?:\\([^)]*\\))?)(?::([^,]*))?((?:,[^,=]+=[^,=]+)*)");
    private static final Pattern SHAPE = Pattern.compile("[1-9]\\d{0,6}(?:x[1-9]\\d{0,6}){0,2}");
    private static final int MOST_VALUES = 10_000_000;

    private static final Set<String> OF_RECTIFIERS = Set.of("dead", "rate", "role");
    private static final Set<String> OF_TAILS = Set.of("saturated", "stuck", "spread", "role");
    private static final Set<String> OF_SOFTMAX = Set.of("collapsed", "role");

    private static final double USUAL_RATE = 0.5;
    private static final double USUALLY_SATURATED = 0.1;

    private LayerGrammar() {}

    /** Reads one layer; one without a shape has so many units. */
    public static LayerPlan parse(String text, int units) {
        Matcher parts = LAYER.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not NAME=ACTIVATION:UNITS,KEY=VALUE,…, such as fc1=relu:64,dead=10%%,rate=0.5"
                            .formatted(text));
        }
        String name = parts.group(1).strip();
        try {
            String words = text.substring(parts.start(2));
            int[] axes = parts.group(3) == null ? new int[] {units} : axes(parts.group(3));
            return plan(name, words, activation(parts.group(2).strip()), axes, new Keys(keys(parts.group(4))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("layer '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    private static LayerPlan plan(String name, String words, Activation activation, int[] axes, Keys keys) {
        PlantedLayer planted =
                activation.elementwise().isPresent() ? units(activation, oneAxis(axes), keys) : heads(axes, keys);
        return new LayerPlan(name, activation.call(), keys.role(), words, keys.trouble(), planted);
    }

    private static PlantedLayer units(Activation activation, int width, Keys keys) {
        Behaviour behaviour = activation.elementwise().orElseThrow().behaviour();
        if (behaviour.isRectifier()) {
            keys.allow(activation.call(), OF_RECTIFIERS);
            return new Rectifiers(
                    activation.call(),
                    width,
                    keys.share("dead", 0),
                    keys.range("rate", new Range(USUAL_RATE, USUAL_RATE)));
        }
        keys.allow(activation.call(), OF_TAILS);
        if (keys.has("saturated") && keys.has("spread")) {
            throw new IllegalArgumentException("saturated and spread exclude each other: leave one of them out");
        }
        double saturated = keys.share("saturated", USUALLY_SATURATED);
        if (saturated == 1 && !behaviour.squashes()) {
            throw new IllegalArgumentException(
                    "%s has one tail, so all its units would be stuck: write stuck=100%%".formatted(activation.call()));
        }
        return new TailedUnits(
                activation.call(),
                width,
                keys.share("stuck", 0),
                saturated,
                keys.has("spread") ? keys.share("spread", 0) : Double.NaN);
    }

    private static PlantedLayer heads(int[] axes, Keys keys) {
        keys.allow("softmax", OF_SOFTMAX);
        if (axes.length == 2) {
            throw new IllegalArgumentException(
                    "a softmax has the shape CLASSES or HEADSxROWSxCLASSES, such as softmax:10 or softmax:4x8x8");
        }
        int heads = axes.length == 1 ? 1 : axes[0];
        return new SoftmaxHeads(axes, keys.count("collapsed", heads));
    }

    private static int oneAxis(int[] axes) {
        if (axes.length > 1) {
            throw new IllegalArgumentException("only a softmax has a shape; give a number of units, such as relu:64");
        }
        return axes[0];
    }

    private static int[] axes(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is neither a number of units, such as 64, nor a shape, such as 4x8x8".formatted(text));
        }
        int[] axes = Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
        long values = Arrays.stream(axes).asLongStream().reduce(1, (a, b) -> a * b);
        if (values > MOST_VALUES) {
            throw new IllegalArgumentException(
                    "a sample has at most %,d values, not %,d".formatted(MOST_VALUES, values));
        }
        return axes;
    }

    private static Map<String, String> keys(String text) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.substring(1).split(",")) {
            String[] sides = pair.split("=");
            if (keys.put(sides[0].strip(), sides[1].strip()) != null) {
                throw new IllegalArgumentException("%s is given twice".formatted(sides[0].strip()));
            }
        }
        return keys;
    }

    private static Activation activation(String name) {
        return LayerActivation.named(name)
                .activation()
                .filter(LayerGrammar::canBePlanted)
                .orElseThrow(() -> new IllegalArgumentException(
                        "nothing can be planted in %s; there are %s".formatted(name, String.join(", ", plantable()))));
    }

    private static boolean canBePlanted(Activation activation) {
        return activation
                .elementwise()
                .map(LayerGrammar::hasRareUnitsOrTails)
                .orElse(activation.call().equals("softmax"));
    }

    private static boolean hasRareUnitsOrTails(Elementwise function) {
        Behaviour behaviour = function.behaviour();
        boolean hasTail = behaviour.byInput().lowTail().isPresent()
                || behaviour.byInput().highTail().isPresent();
        return behaviour.isRectifier() || !behaviour.canDie() && hasTail;
    }

    /** The names of the catalogue that a layer can have, in its order. */
    static List<String> plantable() {
        return Catalogue.all().stream()
                .filter(entry -> {
                    try {
                        return canBePlanted(Catalogue.ofLayer(entry.name()));
                    } catch (IllegalArgumentException e) {
                        return false; // needs a parameter, or is no layer's
                    }
                })
                .map(entry -> entry.name())
                .toList();
    }

    /** What stands behind the shape. */
    private record Keys(Map<String, String> values) {

        private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?)\\s*(%?)");

        boolean has(String key) {
            return values.containsKey(key);
        }

        void allow(String activation, Set<String> allowed) {
            for (String key : values.keySet()) {
                if (!allowed.contains(key)) {
                    List<String> near = NearNames.of(key, allowed);
                    throw new IllegalArgumentException("%s has no key '%s'; %s"
                            .formatted(
                                    activation,
                                    key,
                                    near.isEmpty()
                                            ? "there are " + String.join(", ", new TreeSet<>(allowed))
                                            : String.join(" or ", near) + "?"));
                }
            }
        }

        String role() {
            return has("role") ? Role.named(values.get("role")).toString() : "";
        }

        /** The keys that ask for something that a network suffers from. */
        List<String> trouble() {
            boolean isGate = role().equals(Role.GATE.toString());
            return Stream.of("dead", "stuck", "saturated", "spread", "collapsed")
                    .filter(this::has)
                    .filter(key -> key.equals("spread") || !values.get(key).matches("[0.]+\\s*%?"))
                    .filter(key -> !(isGate && key.equals("saturated")))
                    .toList();
        }

        double share(String key, double usual) {
            return has(key) ? share(key, values.get(key)) : usual;
        }

        Range range(String key, Range usual) {
            if (!has(key)) {
                return usual;
            }
            String[] ends = values.get(key).split("\\.\\.", -1);
            Range range = new Range(share(key, ends[0]), share(key, ends[ends.length - 1]));
            if (ends.length > 2 || range.low() > range.high()) {
                throw new IllegalArgumentException(
                        "%s must be a share or a range, such as 2%%..5%%, got '%s'".formatted(key, values.get(key)));
            }
            return range;
        }

        int count(String key, int most) {
            String text = values.getOrDefault(key, "0");
            if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException(
                        "%s must be a number of heads from 0 to %d, got '%s'".formatted(key, most, text));
            }
            return Integer.parseInt(text);
        }

        private static double share(String key, String text) {
            Matcher number = NUMBER.matcher(text.strip());
            double value = number.matches()
                    ? Double.parseDouble(number.group(1)) / (number.group(2).isEmpty() ? 1 : 100)
                    : Double.NaN;
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(
                        "%s must be a share from 0 to 1, such as 0.1 or 10%%, got '%s'".formatted(key, text));
            }
            return value;
        }
    }
}

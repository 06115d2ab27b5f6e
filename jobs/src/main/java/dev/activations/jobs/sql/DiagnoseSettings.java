package dev.activations.jobs.sql;

import dev.activations.functions.names.LayerActivation;
import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerPattern;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.StepWindow;
import dev.activations.jobs.model.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The settings of a diagnosis by name, as SQL and Python give them: those of the command line, with _ for -. A value is a
 * {@code String}, {@code Boolean}, {@code Number}, {@code List} or {@code Map}, whose entries are tried in their order.
 */
public final class DiagnoseSettings {

    private static final String SAMPLES = "samples";
    private static final String LAYERS_SAMPLES = "layers,samples";

    /** Every setting, in the order of the table function's arguments. */
    private enum Setting {
        ACTIVATION(
                "the activation of the layers whose whole names match a regular expression, a map; the first match counts"),
        ROLE("the role of such layers, a map to " + Role.names()),
        ALPHA("one minus the confidence of every bound, 0.05 unless given"),
        MAX_FIRING_RATE("a unit that provably fires more rarely is dead; 0.01, of features 0.0001, unless given"),
        FAMILY_WISE("true: a bound holds for all units of a layer at once"),
        EPSILON("what the output of a ReLU must exceed to count as firing, 0 unless given"),
        UNIT("what is a unit where the log has shapes: channel (unless given) or element"),
        CHANNEL_AXIS("the axis of a shape that counts channels, or a map from layers to it"),
        WINDOW("the steps that a verdict is about: latest (unless given), all or last:N"),
        ASSUMES_OUTPUT("false: a sigmoid at the deepest layer is not taken for the output"),
        LAYOUT("how the log is spelled, where its columns do not tell"),
        COLUMNS("other names of columns, a map such as map('layer', 'module')"),
        LAYER_COLUMNS("in a log with one column per layer, a regular expression of those columns"),
        PATH_PATTERN("which parts of a tensor file's path say its run, step and layer"),
        TENSOR_AXES("what the first axes of tensors are: samples (unless given) or layers,samples"),
        SPLIT_BY_WIDTH("true: a layer with rows of several widths is taken for as many layers");

        private final String meaning;

        Setting(String meaning) {
            this.meaning = meaning;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<String, Object> given;

    private DiagnoseSettings(Map<String, ?> given) {
        this.given = new TreeMap<>(given);
        given.keySet().stream()
                .filter(name -> !names().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InputException(
                            "there is no setting %s; there are %s".formatted(name, String.join(", ", names())));
                });
    }

    /** The names of the settings. */
    static List<String> names() {
        return Arrays.stream(Setting.values()).map(Setting::toString).toList();
    }

    /** What each setting means, in a phrase. */
    static Map<String, String> meanings() {
        return Arrays.stream(Setting.values())
                .collect(Collectors.toMap(
                        Setting::toString, setting -> setting.meaning, (a, b) -> a, LinkedHashMap::new));
    }

    /**
     * The diagnosis of a log with these settings, not yet run.
     *
     * @throws InputException if there is no setting of a name, or its value is none that it can have
     */
    public static ActivationDiagnostics diagnostics(Dataset<Row> log, Map<String, ?> settings) {
        return new DiagnoseSettings(settings).apply(ActivationDiagnostics.on(log));
    }

    private ActivationDiagnostics apply(ActivationDiagnostics diagnostics) {
        diagnostics.withLayout(text(Setting.LAYOUT, "")).withPathPattern(text(Setting.PATH_PATTERN, ""));
        String layers = text(Setting.LAYER_COLUMNS, "");
        requirePattern(Setting.LAYER_COLUMNS, layers);
        diagnostics.withLayerColumns(layers);
        texts(Setting.COLUMNS).forEach((column, name) -> diagnostics.withColumn(column(column), name));
        texts(Setting.ACTIVATION).forEach((pattern, name) -> {
            requirePattern(Setting.ACTIVATION, pattern);
            diagnostics.withActivation(pattern, checked(Setting.ACTIVATION, () -> LayerActivation.named(name)
                    .call()));
        });
        texts(Setting.ROLE).forEach((pattern, name) -> {
            requirePattern(Setting.ROLE, pattern);
            diagnostics.withRole(pattern, checked(Setting.ROLE, () -> Role.named(name)));
        });
        if (choice(Setting.TENSOR_AXES, SAMPLES, LAYERS_SAMPLES).equals(LAYERS_SAMPLES)) {
            diagnostics.withLayersOnFirstAxis();
        }
        if (flag(Setting.SPLIT_BY_WIDTH, false)) {
            diagnostics.splitByWidth();
        }
        return diagnostics.withSettings(settings());
    }

    private Settings settings() {
        try {
            return Settings.builder()
                    .alpha(number(Setting.ALPHA, Settings.DEFAULT.alpha()))
                    .maxFiringRate(number(Setting.MAX_FIRING_RATE, Double.NaN))
                    .familyWise(flag(Setting.FAMILY_WISE, false))
                    .epsilon(number(Setting.EPSILON, 0))
                    .units(new Units(choice(Setting.UNIT, "channel", "element").equals("element"), axes()))
                    .window(StepWindow.parse(text(Setting.WINDOW, "latest")))
                    .assumesOutput(flag(Setting.ASSUMES_OUTPUT, true))
                    .build();
        } catch (IllegalArgumentException e) { // the sentence names the option of the command line
            throw new InputException(e.getMessage().replace("max-firing-rate", "max_firing_rate"), e);
        }
    }

    private List<Units.LayerAxis> axes() {
        List<Units.LayerAxis> axes = new ArrayList<>();
        Object value = given.get(Setting.CHANNEL_AXIS.toString());
        if (value instanceof Map<?, ?> map) {
            map.forEach((layers, axis) -> {
                requirePattern(Setting.CHANNEL_AXIS, String.valueOf(layers));
                axes.add(new Units.LayerAxis(String.valueOf(layers), axis(axis)));
            });
        } else if (value != null) {
            axes.add(new Units.LayerAxis(Units.EVERY_LAYER, axis(value)));
        }
        return axes;
    }

    private static int axis(Object value) {
        if (value instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw wrong(Setting.CHANNEL_AXIS, "an axis, such as -1, or a map from layers to one", value);
    }

    private static LogColumn column(String name) {
        return LogColumn.named(name)
                .orElseThrow(() -> new InputException(
                        "columns: a log has no column %s; it has %s".formatted(name, LogColumn.names())));
    }

    private String text(Setting setting, String otherwise) {
        Object value = given.get(setting.toString());
        if (value != null && !(value instanceof String)) {
            throw wrong(setting, "text", value);
        }
        return value == null ? otherwise : (String) value;
    }

    private String choice(Setting setting, String otherwise, String other) {
        String value = text(setting, otherwise);
        if (!value.equals(otherwise) && !value.equals(other)) {
            throw wrong(setting, otherwise + " or " + other, value);
        }
        return value;
    }

    private double number(Setting setting, double otherwise) {
        Object value = given.get(setting.toString());
        if (value != null && !(value instanceof Number)) {
            throw wrong(setting, "a number", value);
        }
        return value == null ? otherwise : ((Number) value).doubleValue();
    }

    private boolean flag(Setting setting, boolean otherwise) {
        Object value = given.get(setting.toString());
        if (value != null && !(value instanceof Boolean)) {
            throw wrong(setting, "true or false", value);
        }
        return value == null ? otherwise : (Boolean) value;
    }

    private Map<String, String> texts(Setting setting) {
        Object value = given.get(setting.toString());
        if (value != null && !(value instanceof Map)) {
            throw wrong(setting, "a map", value);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        if (value != null) {
            ((Map<?, ?>) value).forEach((key, text) -> {
                if (!(key instanceof String) || !(text instanceof String)) {
                    throw wrong(setting, "a map from text to text", value);
                }
                texts.put((String) key, (String) text);
            });
        }
        return texts;
    }

    private static void requirePattern(Setting setting, String pattern) {
        checked(setting, () -> LayerPattern.of(pattern));
    }

    private static <T> T checked(Setting setting, java.util.function.Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new InputException("%s: %s".formatted(setting, e.getMessage()), e);
        }
    }

    private static InputException wrong(Setting setting, String expected, Object value) {
        return new InputException("%s must be %s, got %s"
                .formatted(setting, expected, value instanceof String text ? "'" + text + "'" : value));
    }
}

package dev.activations.jobs.gates.preset;

import dev.activations.functions.NearNames;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A preset as a user asked for it: its name, the rules wanted, and the parameters changed. */
public final class ChosenPreset implements Serializable {

    private static final long serialVersionUID = 1;

    /** Not a parameter of any tool: chooses among the rules. */
    private static final String RULES = "rules";

    private final String name;
    private final String written;
    private final Values values;
    private final List<String> rules;

    private ChosenPreset(String name, String written, Values values, List<String> rules) {
        this.name = name;
        this.written = written;
        this.values = values;
        this.rules = rules;
    }

    /**
     * Reads {@code NAME[:param=value,…]}, such as {@code redo:tau=0.1} and {@code sagemaker:rules=dying_relu,threshold_layer=30};
     * several rules are joined by {@code +}.
     *
     * @throws IllegalArgumentException in a sentence that names what is unknown and offers what is near
     */
    public static ChosenPreset parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Preset preset = named(name);
        TreeMap<String, Double> values = new TreeMap<>();
        preset.parameters().forEach(parameter -> values.put(parameter.name(), parameter.defaultValue()));
        List<String> rules = List.of();
        StringBuilder written = new StringBuilder(name);
        for (String pair : colon < 0 ? new String[0] : text.substring(colon + 1).split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "preset %s: '%s' is not a pair such as %s".formatted(text, pair, examplePair(preset)));
            }
            String key = pair.substring(0, equals).strip();
            String value = pair.substring(equals + 1).strip();
            if (key.equals(RULES)) {
                rules = rules(preset, value);
            } else {
                values.put(key, value(preset, key, value));
                written.append(written.length() == name.length() ? ":" : ",").append(key + "=" + value);
            }
        }
        return new ChosenPreset(name, written.toString(), new Values(values), rules);
    }

    private static String examplePair(Preset preset) {
        Parameter first = preset.parameters().get(0);
        return first.name() + "=" + first.defaultText();
    }

    private static Preset named(String name) {
        if (Presets.LEFT_OUT.containsKey(name)) {
            throw new IllegalArgumentException("there is no preset '%s': %s; docs/presets.md says more"
                    .formatted(name, Presets.LEFT_OUT.get(name)));
        }
        return Presets.ALL.stream()
                .filter(preset -> preset.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "there is no preset '%s'".formatted(name),
                        name,
                        Presets.ALL.stream().map(Preset::name).toList()));
    }

    private static double value(Preset preset, String name, String text) {
        return preset.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "preset %s has no parameter '%s'".formatted(preset.name(), name),
                        name,
                        preset.parameters().stream().map(Parameter::name).toList()))
                .parse(text);
    }

    private static List<String> rules(Preset preset, String text) {
        List<String> known = preset.rules().stream().map(PresetRule::name).toList();
        List<String> wanted = Arrays.asList(text.split("\\+", -1));
        for (String rule : wanted) {
            if (!known.contains(rule)) {
                throw unknown("preset %s has no rule '%s'".formatted(preset.name(), rule), rule, known);
            }
        }
        return List.copyOf(wanted);
    }

    private static IllegalArgumentException unknown(String sentence, String name, Collection<String> known) {
        List<String> near = NearNames.of(name, known);
        return new IllegalArgumentException(
                near.isEmpty()
                        ? sentence + "; there are " + String.join(", ", known)
                        : sentence + "; did you mean " + near.stream().collect(Collectors.joining(" or ")) + "?");
    }

    Preset preset() {
        return named(name);
    }

    /** The rules that the user wants: all of the preset's where he names none. */
    List<PresetRule> rules() {
        return preset().rules().stream()
                .filter(rule -> rules.isEmpty() || rules.contains(rule.name()))
                .toList();
    }

    /** Whether the user named this rule himself. */
    boolean isNamed(PresetRule rule) {
        return rules.contains(rule.name());
    }

    Values values() {
        return values;
    }

    /** How a check of one rule is called, such as {@code redo:tau=0.1: dormant_neurons}. */
    String nameOf(PresetRule rule) {
        return written + ": " + rule.name();
    }

    /** How the preset as a whole is called. */
    String written() {
        return written;
    }
}

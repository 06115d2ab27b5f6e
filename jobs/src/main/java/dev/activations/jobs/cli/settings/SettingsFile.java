package dev.activations.jobs.cli.settings;

import dev.activations.functions.NearNames;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.rules.RuleOverride;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A file of options for a command and of changes to the rules, in YAML: docs/settings.md. */
public final class SettingsFile {

    private static final String END_OF_OPTIONS = "--";

    private final List<Setting> settings;
    private final List<RuleOverride> rules;

    private SettingsFile(List<Setting> settings, List<RuleOverride> rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /** What it changes about the rules, in its order. */
    public List<RuleOverride> rules() {
        return rules;
    }

    /**
     * @param file its path
     * @param command whose options it may hold
     * @throws InputException naming the place in the file, if it is no YAML or says what the command does not understand
     */
    public static SettingsFile read(String file, CommandSpec command) {
        YamlFile yaml = new YamlFile(file);
        Optional<Node> root = yaml.root();
        if (root.isEmpty()) {
            return new SettingsFile(List.of(), List.of());
        }
        if (!(root.get() instanceof MappingNode map)) {
            throw yaml.place(root.get())
                    .wrong("a settings file is a map such as 'alpha: 0.01', not a %s", YamlFile.word(root.get()));
        }
        Reader reader = new Reader(yaml, SettingKeys.of(command));
        yaml.entries(map).forEach(reader::add);
        return new SettingsFile(List.copyOf(reader.settings), List.copyOf(reader.rules));
    }

    /** Turns entries of the file into settings. */
    private record Reader(YamlFile yaml, Map<String, ArgSpec> keys, List<Setting> settings, List<RuleOverride> rules) {

        Reader(YamlFile yaml, Map<String, ArgSpec> keys) {
            this(yaml, keys, new ArrayList<>(), new ArrayList<>());
        }

        void add(ScalarNode keyNode, Node value) {
            String key = keyNode.getValue();
            if (key.equals(RulesSection.KEY)) {
                rules.addAll(new RulesSection(yaml).read(value));
                return;
            }
            ArgSpec option = keys.get(key);
            if (option == null) {
                throw yaml.place(keyNode).wrong("%s", unknown(key));
            }
            if (SettingKeys.isSwitch(option)) {
                addSwitch(key, option, value);
            } else if (option.isMultiValue() && value instanceof SequenceNode list) {
                yaml.elements(list).forEach(element -> add(option, yaml.text(key, element), element));
            } else if (SettingKeys.takesPairs(option) && value instanceof MappingNode map) {
                yaml.entries(map)
                        .forEach((name, its) -> add(
                                option, name.getValue() + "=" + yaml.text(key + " of " + name.getValue(), its), its));
            } else {
                add(option, yaml.text(key, value), value);
            }
        }

        private String unknown(String key) {
            List<String> known = Stream.concat(Stream.of(RulesSection.KEY), keys.keySet().stream())
                    .toList();
            List<String> near = NearNames.of(key, known);
            return near.isEmpty()
                    ? "there is no option %s; the keys are the options of diagnose without their dashes".formatted(key)
                    : "there is no option %s; did you mean %s?".formatted(key, String.join(" or ", near));
        }

        private void addSwitch(String key, ArgSpec option, Node value) {
            switch (yaml.text(key, value)) {
                case "true" -> add(option, "", value);
                case "false" -> {}
                default ->
                    throw yaml.place(value).wrong("%s takes true or false, not '%s'", key, yaml.text(key, value));
            }
        }

        private void add(ArgSpec option, String text, Node node) {
            settings.add(new Setting(option, text, yaml.place(node)));
        }
    }

    /**
     * What was typed, and what of the file nobody typed otherwise. Values of an option that may be repeated come after the
     * typed ones, because the first that matches counts.
     *
     * @param arguments all that were typed
     * @param typed the same, parsed, of the command that the file is for
     */
    public List<String> completing(List<String> arguments, ParseResult typed) {
        int end = arguments.indexOf(END_OF_OPTIONS);
        List<String> complete = new ArrayList<>(end < 0 ? arguments : arguments.subList(0, end));
        settings.stream()
                .filter(setting -> !setting.isInput() && !isTyped(setting, typed))
                .map(Setting::argument)
                .forEach(complete::add);
        complete.add(END_OF_OPTIONS);
        complete.addAll(end < 0 ? List.of() : arguments.subList(end + 1, arguments.size()));
        if (typed.matchedPositionals().isEmpty()) {
            settings.stream().filter(Setting::isInput).map(Setting::argument).forEach(complete::add);
        }
        return complete;
    }

    private static boolean isTyped(Setting setting, ParseResult typed) {
        OptionSpec option = (OptionSpec) setting.option();
        if (!typed.hasMatchedOption(option)) {
            return false;
        }
        String key = setting.text().substring(0, setting.text().indexOf('=') + 1);
        return !option.isMultiValue()
                || SettingKeys.takesPairs(option)
                        && !key.isEmpty()
                        && typed.matchedOption(option.longestName()).originalStringValues().stream()
                                .anyMatch(value -> value.startsWith(key));
    }

    /** Where the value stands that a sentence about an option complains of; empty where it is not in this file. */
    public Optional<String> placeOf(String sentence, ParseResult typed) {
        return settings.stream()
                .filter(setting -> setting.isMeantBy(sentence))
                .filter(setting -> !isTyped(setting, typed))
                .map(setting -> setting.place().toString())
                .findFirst();
    }
}

package dev.activations.jobs.cli.settings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Which options of a command may stand in a settings file, and what each takes there; made from the command itself. */
public final class SettingKeys {

    /** They are about one run of the command alone. */
    private static final Set<String> ONLY_TYPED = Set.of("--settings", "--help-all");

    private SettingKeys() {}

    /** The options by key: an option's name without its dashes, and {@code input} for the positional parameter. */
    public static Map<String, ArgSpec> of(CommandSpec command) {
        Map<String, ArgSpec> keys = new LinkedHashMap<>();
        for (PositionalParamSpec input : command.positionalParameters()) {
            keys.put(input.paramLabel().toLowerCase(Locale.ROOT), input);
        }
        for (OptionSpec option : command.options()) {
            if (!option.usageHelp() && !option.versionHelp() && !ONLY_TYPED.contains(option.longestName())) {
                keys.put(option.longestName().substring("--".length()), option);
            }
        }
        return keys;
    }

    /** Whether it is on or off: it takes true or false in a file, and no value on the command line. */
    public static boolean isSwitch(ArgSpec option) {
        return option.isOption() && option.arity().max() == 0;
    }

    /** Whether its values are pairs such as {@code KEY=VALUE}, which a file may write as a map. */
    public static boolean takesPairs(ArgSpec option) {
        return option.isMultiValue() && option.paramLabel().contains("=");
    }
}

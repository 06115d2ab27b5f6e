package dev.activations.jobs.cli.settings;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * One value that a settings file gives to an option, or one input.
 *
 * @param option the option; the positional parameter for an input
 * @param text the value, as it would be typed
 * @param place where it stands
 */
record Setting(ArgSpec option, String text, Place place) {

    boolean isInput() {
        return option.isPositional();
    }

    /** The argument of the command line that says the same. */
    String argument() {
        if (isInput()) {
            return text.startsWith("@") ? "@" + text : text; // picocli would read a file of arguments
        }
        String name = ((OptionSpec) option).longestName();
        return SettingKeys.isSwitch(option) ? name : name + "=" + text;
    }

    /** Whether a sentence about an option is about this value. */
    boolean isMeantBy(String sentence) {
        return !isInput()
                && sentence.matches("(?s).*%s(?![\\w-]).*".formatted(((OptionSpec) option).longestName()))
                && (!option.isMultiValue() || sentence.contains(text));
    }
}

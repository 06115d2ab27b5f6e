package dev.activations.jobs.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;

/** Has {@code --help} show the options that most people need, and {@code --help-all} every one. */
final class ShortHelp {

    private static final String ALL = "--help-all";

    @Option(names = ALL, description = "Show all options and exit.")
    private boolean all;

    /** Whether {@code --help-all} was asked for. */
    boolean all() {
        return all;
    }

    /** @param shown the options that {@code --help} shows, by name */
    static void of(CommandLine command, List<String> shown) {
        command.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                        help -> help.optionListExcludingGroups(
                                help.commandSpec().options().stream()
                                        .filter(option -> asksForAll(command) || isOneOf(option, shown))
                                        .toList(),
                                help.createDefaultLayout(),
                                null,
                                help.parameterLabelRenderer()));
    }

    private static boolean asksForAll(CommandLine command) {
        return command.getParseResult() != null && command.getParseResult().hasMatchedOption(ALL);
    }

    private static boolean isOneOf(OptionSpec option, List<String> shown) {
        return shown.contains(option.longestName())
                || option.longestName().equals(ALL)
                || option.usageHelp()
                || option.versionHelp();
    }
}

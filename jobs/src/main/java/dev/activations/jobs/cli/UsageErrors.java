package dev.activations.jobs.cli;

import dev.activations.functions.NearNames;
import dev.activations.jobs.model.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what is wrong with the options, and where to read about them. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        boolean noCommand = isNoCommand(error);
        command.getErr().println("activations: " + PlainText.of(noCommand ? noCommand(error) : sentence(error)));
        if (noCommand || !UnmatchedArgumentException.printSuggestions(error, command.getErr())) {
            command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitStatus.INPUT_ERROR;
    }

    /** Whether the first word is none of the commands. */
    private static boolean isNoCommand(ParameterException error) {
        return error instanceof UnmatchedArgumentException unmatched
                && error.getCommandLine().getParent() == null
                && !error.getCommandLine().getSubcommands().isEmpty()
                && !unmatched.getUnmatched().isEmpty()
                && !unmatched.getUnmatched().get(0).startsWith("-");
    }

    private static String noCommand(ParameterException error) {
        String word = ((UnmatchedArgumentException) error).getUnmatched().get(0);
        List<String> commands =
                error.getCommandLine().getSubcommands().keySet().stream().toList();
        List<String> near = NearNames.of(word, commands);
        return near.isEmpty()
                ? "no command %s; there are %s".formatted(word, String.join(", ", commands))
                : "no command %s; %s?".formatted(word, String.join(" or ", near));
    }

    /** For a value that is not one of a few words, lists the words; for everything else, returns the parser's message. */
    private static String sentence(ParameterException error) {
        if (error instanceof WithSettings.InFile inFile) {
            return inFile.place() + ": " + sentence(inFile.wrong());
        }
        ArgSpec argument = error.getArgSpec();
        String but = "but was '";
        if (argument instanceof OptionSpec option
                && valueType(option).isEnum()
                && error.getMessage().contains(but)) {
            String given = error.getMessage().substring(error.getMessage().lastIndexOf(but) + but.length());
            return "%s must be %s, got '%s"
                    .formatted(option.longestName(), words(valueType(option).getEnumConstants()), given);
        }
        return error.getMessage();
    }

    /** The type of one value, of options that take several too. */
    private static Class<?> valueType(OptionSpec option) {
        return option.auxiliaryTypes()[0];
    }

    private static String words(Object[] values) {
        List<String> words = Arrays.stream(values).map(Object::toString).toList();
        if (words.size() == 1) {
            return words.get(0);
        }
        return words.stream().limit(words.size() - 1L).collect(Collectors.joining(", ")) + " or "
                + words.get(words.size() - 1);
    }
}

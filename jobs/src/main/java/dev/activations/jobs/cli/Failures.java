package dev.activations.jobs.cli;

import dev.activations.jobs.log.source.ReadFailure;
import dev.activations.jobs.log.source.SparkMessage;
import dev.activations.jobs.model.InputException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one sentence why a command failed, with the stack only under {@code --verbose}. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        Optional<InputException> input = ReadFailure.describe(failure);
        String sentence = input.map(Throwable::getMessage).orElseGet(() -> internal(failure));
        command.getErr().println("activations: " + sentence);
        if (command.getParseResult().hasMatchedOption("--verbose")) {
            failure.printStackTrace(command.getErr());
        }
        return input.isPresent() ? ExitStatus.INPUT_ERROR : ExitStatus.INTERNAL_ERROR;
    }

    private static String internal(Exception failure) {
        String log = System.getProperty("activations.log");
        return "internal error: %s (--verbose shows where%s)"
                .formatted(SparkMessage.of(failure), log == null ? "" : "; Spark's log is " + log);
    }
}

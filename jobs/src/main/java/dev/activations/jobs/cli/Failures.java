package dev.activations.jobs.cli;

import dev.activations.jobs.cli.OutsideFaults.Fault;
import dev.activations.jobs.model.PlainText;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one sentence why a command failed, with the stack only under {@code --verbose}. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        Fault fault = OutsideFaults.orInternal(failure);
        if (Interruption.isUnderWay()) {
            return fault.status();
        }
        command.getErr().println("activations: " + PlainText.of(fault.sentence()));
        if (command.getParseResult().hasMatchedOption("--verbose")) {
            failure.printStackTrace(command.getErr());
        }
        return fault.status();
    }
}

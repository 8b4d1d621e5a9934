package dev.intarsia.stack.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what failed in one sentence; the stack trace goes to the log at debug level. */
final class PlainFailures implements IExecutionExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(PlainFailures.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return 130;
        }
        log.debug("{} failed", command.getCommandName(), failure);
        command.getErr().println("intarsia " + command.getCommandName() + ": " + sentence(failure));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static String sentence(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            Throwable cause = failure.getCause();
            return cause == null ? failure.getClass().getSimpleName() : sentence(cause);
        }
        return message;
    }
}

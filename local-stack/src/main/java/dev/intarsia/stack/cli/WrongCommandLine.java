package dev.intarsia.stack.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and where to read on: the whole help would push the reason off the screen. */
final class WrongCommandLine implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        boolean onlyHoldsOthers = !(command.getCommandSpec().userObject() instanceof Callable);
        if (onlyHoldsOthers) {
            command.usage(err);
        }
        err.println(name + ": " + failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, err);
        if (!onlyHoldsOthers) {
            err.println("See '" + name + " --help'.");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}

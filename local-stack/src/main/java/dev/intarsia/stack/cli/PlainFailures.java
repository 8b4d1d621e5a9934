package dev.intarsia.stack.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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
        String name = command.getCommandSpec().qualifiedName();
        log.debug("{} failed", name, failure);
        command.getErr().println(name + ": " + sentence(failure));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static String sentence(Throwable failure) {
        if (failure instanceof FileSystemException onFile && onFile.getReason() == null) {
            return sentence(onFile);
        }
        Throwable cause = failure.getCause();
        String message = failure.getMessage();
        if (cause != null && (failure instanceof UncheckedIOException || message == null || message.isBlank())) {
            return sentence(cause);
        }
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    /** The system's own words for these are the bare path. */
    private static String sentence(FileSystemException failure) {
        String file = failure.getFile();
        if (failure instanceof NoSuchFileException) {
            return "There is no file or folder " + file + ".";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return file + " is there and is no folder; name another.";
        }
        if (failure instanceof AccessDeniedException) {
            return file + " may not be read or written; change its permissions, or name another.";
        }
        return file + ": " + failure.getClass().getSimpleName();
    }
}

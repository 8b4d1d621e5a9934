package dev.intarsia.tasks;

/** A task file that cannot be used; the message names the file, the key and what to do. */
public final class TaskFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TaskFileException(String file, String key, String problem) {
        super("Task file " + file + ", key '" + key + "': " + problem);
    }

    TaskFileException(String file, String problem, Throwable cause) {
        super("Task file " + file + ": " + problem, cause);
    }
}

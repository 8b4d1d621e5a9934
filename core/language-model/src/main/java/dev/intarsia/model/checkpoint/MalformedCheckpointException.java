package dev.intarsia.model.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** A checkpoint file breaks its format or contradicts another file of the checkpoint. */
public final class MalformedCheckpointException extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedCheckpointException(Path file, String problem) {
        super(Sentence.of(file, problem));
    }

    public MalformedCheckpointException(Path file, String problem, Throwable cause) {
        super(Sentence.of(file, problem), cause);
    }
}

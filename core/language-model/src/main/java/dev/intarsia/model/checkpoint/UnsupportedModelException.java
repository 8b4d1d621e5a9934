package dev.intarsia.model.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** A checkpoint is sound, but of a kind this engine cannot run. */
public final class UnsupportedModelException extends IOException {
    private static final long serialVersionUID = 1;

    public UnsupportedModelException(Path file, String problem) {
        super(Sentence.of(file, problem));
    }
}

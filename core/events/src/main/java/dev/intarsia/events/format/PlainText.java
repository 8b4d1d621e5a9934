package dev.intarsia.events.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lets pass what may be lines of text. */
final class PlainText {
    private PlainText() {}

    /**
     * The same stream.
     *
     * @param name of the file, for the message
     * @throws UnreadableFileException where it begins as something else does, or its lines have no ends
     */
    static InputStream of(String name, InputStream in) throws IOException {
        FirstBytes first = FirstBytes.of(in, bytes -> false);
        Optional<String> problem = ForeignFormat.problem(first.bytes()).or(() -> LineEnds.problem(first.bytes()));
        if (problem.isPresent()) {
            throw new UnreadableFileException(name, problem.get());
        }
        return first.again();
    }
}

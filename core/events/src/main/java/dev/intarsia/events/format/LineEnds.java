package dev.intarsia.events.format;

import java.util.Optional;

/** Tells text whose lines end in a carriage return alone: to every reader here it is one line. */
final class LineEnds {
    private LineEnds() {}

    /**
     * What is wrong, to be read after the file's name.
     *
     * @param first bytes of the text
     */
    static Optional<String> problem(byte[] first) {
        boolean alone = false;
        for (int i = 0; i + 1 < first.length; i++) {
            if (first[i] == '\n') {
                return Optional.empty();
            }
            alone |= first[i] == '\r' && first[i + 1] != '\n';
        }
        return alone
                ? Optional.of("ends its lines with a carriage return alone, as old Macs did; end them with a line feed,"
                        + " as with tr '\\r' '\\n'")
                : Optional.empty();
    }
}

package dev.intarsia.schemas.text;

import java.util.Optional;

/**
 * What a text from outside may hold.
 *
 * @param maxLength in UTF-16 units, as Java and JavaScript count
 * @param lines whether line breaks and tabs may stand in it; other control characters never may
 */
public record TextRule(int maxLength, boolean lines) {
    /** Ids and names: on one line. */
    public static TextRule name(int maxLength) {
        return new TextRule(maxLength, false);
    }

    /** What is wrong with the text, if anything. */
    public Optional<String> problem(String text) {
        if (text.length() > maxLength) {
            return Optional.of("has " + text.length() + " characters; shorten it to " + maxLength);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r' || c == '\t'))) {
                return Optional.of("has the control character " + code(c) + " at position " + (i + 1) + "; remove it");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return Optional.of("has half a surrogate pair, " + code(c) + ", at position " + (i + 1)
                        + "; send the whole character");
            }
        }
        return Optional.empty();
    }

    private static String code(char c) {
        return String.format("U+%04X", (int) c);
    }
}

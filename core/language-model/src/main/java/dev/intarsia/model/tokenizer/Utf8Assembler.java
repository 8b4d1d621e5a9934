package dev.intarsia.model.tokenizer;

import java.util.function.Consumer;

/**
 * Puts characters together from bytes that come one after the other, by the Unicode standard's rules for what is well
 * formed. What can no longer become a character is U+FFFD. Not thread-safe.
 */
final class Utf8Assembler {
    private static final String REPLACEMENT = "\ufffd";

    private final boolean oneForEachByte;
    private final StringBuilder certain = new StringBuilder();
    private int point;
    private int seen;
    private int missing;
    private int least;
    private int most;

    /** @param oneForEachByte whether each byte of a broken character becomes U+FFFD, or all of them together one */
    Utf8Assembler(boolean oneForEachByte) {
        this.oneForEachByte = oneForEachByte;
    }

    /** Takes a byte, given as 0 to 255. */
    void add(int octet) {
        if (missing > 0 && (octet < least || octet > most)) {
            giveUp();
        }
        if (missing > 0) {
            point = point << 6 | octet & 0x3f;
            seen++;
            missing--;
            least = 0x80;
            most = 0xbf;
            if (missing == 0) {
                certain.appendCodePoint(point);
            }
        } else if (octet < 0x80) {
            certain.append((char) octet);
        } else if (octet >= 0xc2 && octet <= 0xf4) {
            begin(octet);
        } else {
            certain.append(REPLACEMENT);
        }
    }

    /** Passes on what has become certain, where anything has. */
    void release(Consumer<String> next) {
        if (!certain.isEmpty()) {
            next.accept(certain.toString());
            certain.setLength(0);
        }
    }

    /** Passes on all, with what stands for a character that was begun and will not be completed. */
    void end(Consumer<String> next) {
        giveUp();
        release(next);
    }

    private void giveUp() {
        if (missing > 0) {
            certain.append(REPLACEMENT.repeat(oneForEachByte ? seen : 1));
            missing = 0;
        }
    }

    /** The second byte's range leaves out overlong forms, halves of characters and what is beyond Unicode. */
    private void begin(int octet) {
        missing = octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : 3;
        point = octet & (0x3f >> missing);
        seen = 1;
        least = octet == 0xe0 ? 0xa0 : octet == 0xf0 ? 0x90 : 0x80;
        most = octet == 0xed ? 0x9f : octet == 0xf4 ? 0x8f : 0xbf;
    }
}

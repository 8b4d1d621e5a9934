package dev.intarsia.model.tokenizer;

/**
 * Puts characters together from bytes that come one after the other, by the Unicode standard's rules for what is well
 * formed. What can no longer become a character is U+FFFD. Not thread-safe.
 */
final class Utf8Assembler {
    private static final String REPLACEMENT = "\ufffd";

    private final boolean oneForEachByte;
    private int point;
    private int seen;
    private int missing;
    private int least;
    private int most;

    /** @param oneForEachByte whether each byte of a broken character becomes U+FFFD, or all of them together one */
    Utf8Assembler(boolean oneForEachByte) {
        this.oneForEachByte = oneForEachByte;
    }

    /** Takes a byte, given as 0 to 255, and appends what has become certain. */
    void add(int octet, StringBuilder text) {
        if (missing > 0 && (octet < least || octet > most)) {
            end(text);
        }
        if (missing > 0) {
            point = point << 6 | octet & 0x3f;
            seen++;
            missing--;
            least = 0x80;
            most = 0xbf;
            if (missing == 0) {
                text.appendCodePoint(point);
            }
        } else if (octet < 0x80) {
            text.append((char) octet);
        } else if (octet >= 0xc2 && octet <= 0xf4) {
            begin(octet);
        } else {
            text.append(REPLACEMENT);
        }
    }

    /** Appends what stands for a character that was begun and will not be completed. */
    void end(StringBuilder text) {
        if (missing > 0) {
            text.append(REPLACEMENT.repeat(oneForEachByte ? seen : 1));
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

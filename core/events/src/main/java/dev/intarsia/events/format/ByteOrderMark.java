package dev.intarsia.events.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The mark that some programs put before UTF-8; it says nothing and is passed over. */
final class ByteOrderMark {
    private static final String MARK = "\uFEFF";

    private ByteOrderMark() {}

    /** How many bytes it takes at the beginning; 0 where there is none. */
    static int length(byte[] bytes) {
        byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
        return Arrays.mismatch(mark, bytes) == mark.length || Arrays.equals(mark, bytes) ? mark.length : 0;
    }

    static String without(String text) {
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }
}

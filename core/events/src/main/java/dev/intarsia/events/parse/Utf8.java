package dev.intarsia.events.parse;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: invalid bytes are refused and never replaced by question marks. */
public final class Utf8 {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    /** The text, without a leading byte order mark; or the first byte, counted from 1, that is not UTF-8. */
    public static Reading<String> decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            return new Reading.Invalid<>(
                    Problem.BODY,
                    "is not UTF-8 at byte " + (in.position() + 1) + " (0x" + String.format("%02X", bytes[in.position()])
                            + "); encode the text as UTF-8");
        }
        String text = out.flip().toString();
        return new Reading.Valid<>(!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
    }
}

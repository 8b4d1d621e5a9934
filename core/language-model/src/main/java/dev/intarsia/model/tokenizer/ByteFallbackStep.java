package dev.intarsia.model.tokenizer;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tokens such as {@code <0xE6>} are bytes. A character comes with the last of its bytes; each byte that belongs to none
 * is one U+FFFD, as SentencePiece has it, and costs no whole character beside it.
 */
final class ByteFallbackStep extends DecodeStep {
    private static final int LENGTH = "<0x00>".length();

    private final Utf8Assembler characters = new Utf8Assembler(true);

    @Override
    void add(String text, Consumer<String> next) {
        int octet = octet(text);
        if (octet >= 0) {
            characters.add(octet);
            characters.release(next);
        } else {
            characters.end(next);
            next.accept(text);
        }
    }

    @Override
    void end(Consumer<String> next) {
        characters.end(next);
    }

    @Override
    String within(String token) {
        return token;
    }

    @Override
    byte @Nullable [] bytes(String token) {
        int octet = octet(token);
        return octet < 0 ? null : new byte[] {(byte) octet};
    }

    /** The byte that a token is, or -1. */
    static int octet(String token) {
        if (token.length() != LENGTH || !token.startsWith("<0x") || token.charAt(LENGTH - 1) != '>') {
            return -1;
        }
        int high = Character.digit(token.charAt(3), 16);
        int low = Character.digit(token.charAt(4), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}

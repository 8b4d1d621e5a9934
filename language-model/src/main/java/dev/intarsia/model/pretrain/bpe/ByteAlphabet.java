package dev.intarsia.model.pretrain.bpe;

import java.nio.charset.StandardCharsets;

/** The printable character that stands for each byte in GPT-2's vocabularies. */
final class ByteAlphabet {
    private static final char[] CHARACTERS = characters();

    private ByteAlphabet() {}

    /** The character for a byte, given as 0 to 255. */
    static char character(int octet) {
        return CHARACTERS[octet];
    }

    /** A text's UTF-8 bytes, one character each. */
    static String spell(String text) {
        StringBuilder spelled = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            spelled.append(CHARACTERS[octet & 0xff]);
        }
        return spelled.toString();
    }

    /** Printable Latin-1 characters stand for themselves; the other bytes take the characters from 256 on. */
    private static char[] characters() {
        char[] characters = new char[256];
        char next = 256;
        for (int octet = 0; octet < 256; octet++) {
            boolean itself = octet >= '!' && octet <= '~' || octet >= 0xa1 && octet <= 0xac || octet >= 0xae;
            characters[octet] = itself ? (char) octet : next++;
        }
        return characters;
    }
}

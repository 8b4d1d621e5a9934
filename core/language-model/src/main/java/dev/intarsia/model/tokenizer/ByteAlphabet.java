package dev.intarsia.model.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The printable character that represents each byte in GPT-2's vocabularies. */
public final class ByteAlphabet {
    private static final char[] CHARACTERS = characters();
    /** By character; -1 for one that stands for no byte. */
    private static final int[] BYTES = bytesOf(CHARACTERS);

    private ByteAlphabet() {}

    /** The character for a byte, given as 0 to 255. */
    public static char character(int octet) {
        return CHARACTERS[octet];
    }

    /** A text's UTF-8 bytes, one character each. */
    public static String spell(String text) {
        StringBuilder spelled = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            spelled.append(CHARACTERS[octet & 0xff]);
        }
        return spelled.toString();
    }

    /** The bytes that a text spells, or null where one of its characters stands for none. */
    static byte @Nullable [] bytes(String spelled) {
        byte[] bytes = new byte[spelled.length()];
        for (int i = 0; i < bytes.length; i++) {
            char character = spelled.charAt(i);
            int octet = character < BYTES.length ? BYTES[character] : -1;
            if (octet < 0) {
                return null;
            }
            bytes[i] = (byte) octet;
        }
        return bytes;
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

    private static int[] bytesOf(char[] characters) {
        int[] bytes = new int[512];
        Arrays.fill(bytes, -1);
        for (int octet = 0; octet < characters.length; octet++) {
            bytes[characters[octet]] = octet;
        }
        return bytes;
    }
}

package dev.intarsia.model.tokenizer;

import java.util.Arrays;

/**
 * Decodes tokens as they are generated. Text comes out as soon as it is certain: a character whose bytes are spread
 * over several tokens appears with the last of them. Not thread-safe.
 */
public final class IncrementalDecoder {
    private static final String REPLACEMENT = "\ufffd";

    private final Tokenizer tokenizer;
    private int[] ids = new int[16];
    private int length;
    /** Decoding starts here: a decoder may treat the first token of a text specially, so one group stays in view. */
    private int start;

    private int settled;
    private String shown = "";

    IncrementalDecoder(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Takes one token; returns the text that became certain, often empty. */
    public String add(int id) {
        if (length == ids.length) {
            ids = Arrays.copyOf(ids, 2 * length);
        }
        ids[length++] = id;
        String all = tokenizer.decode(ids, start, length);
        boolean whole = !all.endsWith(REPLACEMENT);
        String certain = whole ? all : all.substring(0, all.length() - 1);
        if (!certain.startsWith(shown)) {
            return "";
        }
        String text = certain.substring(shown.length());
        shown = certain;
        if (whole) {
            start = settled;
            settled = length;
            shown = tokenizer.decode(ids, start, length);
        }
        return text;
    }

    /** The rest: bytes that never became a character, as U+FFFD; usually empty. */
    public String end() {
        String all = tokenizer.decode(ids, start, length);
        String text = all.startsWith(shown) ? all.substring(shown.length()) : "";
        shown = all;
        return text;
    }
}

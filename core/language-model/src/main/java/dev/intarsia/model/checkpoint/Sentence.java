package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** What is wrong with a file, for people: what the file itself says may be long and hold anything. */
public final class Sentence {
    private static final int LONGEST = 400;
    private static final int BRIEF = 60;

    private Sentence() {}

    /** What a file says, or the beginning of it where that is long. */
    public static String brief(String text) {
        return text.length() > BRIEF ? text.substring(0, BRIEF) + "…" : text;
    }

    /** The same of JSON. */
    public static String brief(JsonNode node) {
        return brief(node.isMissingNode() ? "missing" : node.toString());
    }

    static String of(Path file, String problem) {
        String text = problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST) + "…";
        StringBuilder plain = new StringBuilder(file + ": ");
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(plain::appendCodePoint);
        if (".?!…".indexOf(plain.charAt(plain.length() - 1)) < 0) {
            plain.append('.');
        }
        return plain.toString();
    }
}

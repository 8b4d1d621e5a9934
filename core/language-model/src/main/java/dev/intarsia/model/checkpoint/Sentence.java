package dev.intarsia.model.checkpoint;

import java.nio.file.Path;

/** What is wrong with a file, for people: what the file itself says may be long and hold anything. */
final class Sentence {
    private static final int LONGEST = 400;

    private Sentence() {}

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

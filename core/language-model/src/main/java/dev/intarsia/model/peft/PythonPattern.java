package dev.intarsia.model.peft;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression in Python's language, as far as Java's can say the same, for matching the names of modules. It
 * ends, however it is written: steps are counted.
 */
final class PythonPattern {
    private static final int LONGEST = 20_000;
    private static final int MOST_STEPS = 20_000;

    private final String source;
    private final Pattern pattern;

    private PythonPattern(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException when it is malformed, or says what Java's language does not
     */
    static PythonPattern of(String source) {
        return within("", source, "");
    }

    /** Compiles an expression between two others, which are Java's. */
    static PythonPattern within(String before, String source, String after) {
        if (source.length() > LONGEST) {
            throw new IllegalArgumentException("it is longer than " + LONGEST + " characters");
        }
        try {
            // Alone first, so that it cannot close a group that it did not open.
            String translated = new PythonSyntax(source).translated();
            Pattern alone = Pattern.compile(translated);
            return new PythonPattern(
                    source, before.isEmpty() && after.isEmpty() ? alone : Pattern.compile(before + translated + after));
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("it is nested too deep", e);
        }
    }

    /** Whether it matches all of a name. */
    boolean matches(String name) {
        return on(name, Matcher::matches);
    }

    /** The number in group {@code idx} where the beginning of a name matches, or -1. */
    int index(String name) {
        Matcher matcher = pattern.matcher(new Counted(name));
        return on(matcher, Matcher::lookingAt) && matcher.group("idx").length() < 10
                ? Integer.parseInt(matcher.group("idx"))
                : -1;
    }

    private boolean on(String name, java.util.function.Predicate<Matcher> question) {
        return on(pattern.matcher(new Counted(name)), question);
    }

    private boolean on(Matcher matcher, java.util.function.Predicate<Matcher> question) {
        try {
            return question.test(matcher);
        } catch (StackOverflowError e) {
            throw new EndlessPatternException(source);
        }
    }

    @Override
    public String toString() {
        return source;
    }

    /** A name of which only so many characters may be read. */
    private final class Counted implements CharSequence {
        private final String name;
        private int left = MOST_STEPS;

        Counted(String name) {
            this.name = name;
        }

        @Override
        public int length() {
            return name.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new EndlessPatternException(source);
            }
            return name.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return name.subSequence(start, end);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}

package dev.intarsia.tests.style;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A word of our own, which is not to come back.
 *
 * @param word a regular expression
 * @param instead the standard word, or what to write
 */
record Word(Place place, String word, String instead) {
    /** Where a word is looked for; the same word may be good English elsewhere. */
    enum Place {
        /** Names of types in main code. */
        TYPE(SourceFile::isMainCode, "\\b(?:class|record|interface|enum) (%s)\\b"),
        /** Names of methods and variables in main code, scripts included. */
        MEMBER(path -> path.contains("src/main/") && path.matches(".*\\.(java|py)"), "\\b(%s)(?= *[(=])"),
        /** Keys of the services' settings, by their full path. */
        SETTING(path -> path.equals("docs/configuration.md"), "(?m)^\\| `(%s)`"),
        /** Paths over HTTP, wherever they are named but in tests, which may ask that they are gone. */
        PROBE(
                path -> SourceFile.isMainCode(path) || isPage(path) || path.matches("docker/.*|.*\\.yaml"),
                "(?<![\\w/.-])(%s)(?![\\w/-])"),
        /** Phrases of pages and of packages' descriptions. */
        PHRASE(Word::isProse, "(?i)\\b(%s)\\b");

        private final Predicate<String> path;
        private final String pattern;

        Place(Predicate<String> path, String pattern) {
            this.path = path;
            this.pattern = pattern;
        }

        boolean holds(String path) {
            return this.path.test(path);
        }

        /** Finds any of the words where this place has them; the first group is the word. */
        Pattern finding(List<Word> words) {
            return Pattern.compile(
                    String.format(pattern, words.stream().map(Word::word).collect(Collectors.joining("|"))));
        }
    }

    static Word type(String word, String instead) {
        return new Word(Place.TYPE, word, instead);
    }

    static Word member(String word, String instead) {
        return new Word(Place.MEMBER, word, instead);
    }

    static Word setting(String key, String instead) {
        return new Word(Place.SETTING, key, instead);
    }

    static Word probe(String path, String instead) {
        return new Word(Place.PROBE, path, instead);
    }

    /** A phrase, also where a line ends within it. */
    static Word phrase(String phrase, String instead) {
        return new Word(Place.PHRASE, phrase.replace(" ", "[\\s*]+"), instead);
    }

    boolean is(String found) {
        return found.matches("(?i)" + word);
    }

    /** Pages of today; the changelog and the decisions tell of what was. */
    private static boolean isPage(String path) {
        return path.endsWith(".md") && !path.equals("CHANGELOG.md") && !path.startsWith("docs/decisions/");
    }

    private static boolean isProse(String path) {
        return isPage(path) || path.endsWith("/package-info.java");
    }
}

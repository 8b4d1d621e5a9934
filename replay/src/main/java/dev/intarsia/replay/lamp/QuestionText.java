package dev.intarsia.replay.lamp;

import java.util.Map;
import java.util.Optional;

/** Finds what a question is about within its published text, behind an instruction that is not ours. */
final class QuestionText {
    private static final String FIRST = "[1]: \"";
    private static final String BETWEEN = "\" [2]: \"";

    private QuestionText() {}

    /** Everything behind the first {@code marker}; empty where there is none, or nothing behind it. */
    static Optional<String> behind(String marker, String input) {
        int at = input.indexOf(marker);
        return at < 0
                ? Optional.empty()
                : Optional.of(input.substring(at + marker.length()).strip()).filter(text -> !text.isEmpty());
    }

    /**
     * The quoted title and both quoted candidates of {@code ... "title" ... [1]: "first" [2]: "second"}, which may hold
     * quotes themselves; empty unless all three are there.
     */
    static Optional<Map<String, String>> citation(String input) {
        int first = input.indexOf(FIRST);
        int between = first < 0 ? -1 : input.indexOf(BETWEEN, first + FIRST.length());
        int end = input.lastIndexOf('"');
        if (between < 0 || end < between + BETWEEN.length()) {
            return Optional.empty();
        }
        int open = input.indexOf('"');
        int close = input.lastIndexOf('"', first - 1);
        if (open >= close) {
            return Optional.empty();
        }
        Map<String, String> found = Map.of(
                "title", input.substring(open + 1, close).strip(),
                "first", input.substring(first + FIRST.length(), between).strip(),
                "second", input.substring(between + BETWEEN.length(), end).strip());
        return found.containsValue("") ? Optional.empty() : Optional.of(found);
    }
}

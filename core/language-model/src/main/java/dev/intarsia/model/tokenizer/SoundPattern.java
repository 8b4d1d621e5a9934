package dev.intarsia.model.tokenizer;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which regular expressions are taken from a tokenizer: short ones, without repetition of what repeats, without
 * references back, and with few repetitions in a row, so that no text makes them search for long. Those of all known
 * models are of this kind.
 */
final class SoundPattern {
    private static final int LONGEST = 1000;
    private static final int MOST_IN_A_ROW = 6;

    private SoundPattern() {}

    static boolean is(String pattern) {
        if (pattern.length() > LONGEST) {
            return false;
        }
        Deque<Integer> outer = new ArrayDeque<>();
        boolean set = false;
        int repetitions = 0;
        int within = 0;
        boolean afterGroup = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean groupJustEnded = afterGroup;
            afterGroup = false;
            if (c == '\\') {
                i++;
                if (i < pattern.length()
                        && (Character.isDigit(pattern.charAt(i)) && pattern.charAt(i) != '0'
                                || pattern.charAt(i) == 'k'
                                || pattern.charAt(i) == 'g')) {
                    return false;
                }
                if (i + 1 < pattern.length() && "pPx".indexOf(pattern.charAt(i)) >= 0 && pattern.charAt(i + 1) == '{') {
                    i = Math.max(i, pattern.indexOf('}', i));
                }
            } else if (set) {
                set = c != ']';
            } else if (c == '[') {
                set = true;
            } else if (c == '(') {
                outer.push(repetitions);
                repetitions = 0;
                if (i + 1 < pattern.length() && pattern.charAt(i + 1) == '?') {
                    i++;
                }
            } else if (c == ')') {
                if (outer.isEmpty()) {
                    return false;
                }
                within = repetitions;
                repetitions = outer.pop() + within;
                afterGroup = true;
            } else if (c == '|') {
                repetitions = 0;
            } else if (c == '*' || c == '+' || c == '{' || c == '?') {
                if (groupJustEnded && within > 0 || ++repetitions > MOST_IN_A_ROW) {
                    return false;
                }
            }
        }
        return outer.isEmpty() && !set;
    }
}

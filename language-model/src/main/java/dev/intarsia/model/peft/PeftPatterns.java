package dev.intarsia.model.peft;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Ranks and alphas of modules that differ from the others', each by a pattern that PEFT matches with the end of a module's
 * name, after a dot; the first that matches counts.
 */
record PeftPatterns(Map<String, Integer> ranks, Map<String, Double> alphas) {
    /** What patterns may be made of: none of these takes long on a name, however they are put together. */
    private static final Pattern SOUND =
            Pattern.compile("\\^?(?:[\\w|()-]|\\\\[.d]\\+?|\\.[*+]?|\\[[\\w-]{1,40}\\]\\+?){1,200}+");

    private static final int MOST_CHOICES = 4;

    int rank(String module, int otherwise) {
        return ranks.keySet().stream()
                .filter(pattern -> matches(pattern, module))
                .findFirst()
                .map(pattern -> requireNonNull(ranks.get(pattern)))
                .orElse(otherwise);
    }

    double alpha(String module, double otherwise) {
        return alphas.keySet().stream()
                .filter(pattern -> matches(pattern, module))
                .findFirst()
                .map(pattern -> requireNonNull(alphas.get(pattern)))
                .orElse(otherwise);
    }

    private static boolean matches(String pattern, String module) {
        return Pattern.matches("(.*\\.)?(" + pattern + ")", module);
    }

    /** Whether a pattern is one that is matched here: correct, and with few ways to match. */
    static boolean isSound(String pattern) {
        long choices =
                pattern.chars().filter(c -> c == '*' || c == '+' || c == '(').count();
        if (choices > MOST_CHOICES || !SOUND.matcher(pattern).matches()) {
            return false;
        }
        try {
            return !Pattern.compile("(.*\\.)?(" + pattern + ")").pattern().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

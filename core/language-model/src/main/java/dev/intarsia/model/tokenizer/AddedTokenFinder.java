package dev.intarsia.model.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds added tokens in texts: the first, and of those that begin at one place the longest. */
final class AddedTokenFinder {
    private final Map<Character, List<AddedToken>> byFirst = new HashMap<>();

    AddedTokenFinder(List<AddedToken> tokens) {
        for (AddedToken token : tokens) {
            byFirst.computeIfAbsent(token.text().charAt(0), absent -> new ArrayList<>())
                    .add(token);
        }
        byFirst.values()
                .forEach(list -> list.sort(Comparator.comparingInt(
                                (AddedToken token) -> token.text().length())
                        .reversed()));
    }

    /** The token that the text holds at that place, or null. */
    @Nullable
    AddedToken at(String text, int from) {
        for (AddedToken token : byFirst.getOrDefault(text.charAt(from), List.of())) {
            if (token.at(text, from)) {
                return token;
            }
        }
        return null;
    }

    /** Whether the end of a text could be the beginning of a token, or all of the text a part within one. */
    boolean cutAtEnd(String text) {
        return tokens().stream().anyMatch(token -> {
            for (int length = Math.min(text.length(), token.text().length() - 1); length > 0; length--) {
                if (text.endsWith(token.text().substring(0, length))) {
                    return true;
                }
            }
            return token.text().contains(text);
        });
    }

    /** Whether the beginning of a text could be the end of a token. */
    boolean cutAtBegin(String text) {
        return tokens().stream().anyMatch(token -> {
            for (int at = 1; at < token.text().length(); at++) {
                if (text.startsWith(token.text().substring(at))) {
                    return true;
                }
            }
            return token.text().contains(text);
        });
    }

    private List<AddedToken> tokens() {
        return byFirst.values().stream().flatMap(List::stream).toList();
    }
}

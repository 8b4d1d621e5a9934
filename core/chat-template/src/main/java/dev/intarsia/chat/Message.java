package dev.intarsia.chat;

import static java.util.Objects.requireNonNull;

/**
 * One turn of a conversation.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or whatever else the template knows
 */
public record Message(String role, String content) {
    public Message {
        requireNonNull(role);
        requireNonNull(content);
    }
}

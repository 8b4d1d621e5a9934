package dev.intarsia.gateway.openai;

import dev.intarsia.chat.Message;
import java.util.List;

/**
 * The chat prompt of a base model without a chat format. System and developer messages are copied as they are; the
 * others follow their speaker's name, and an empty line separates all of them; the model continues after {@code
 * Assistant:}.
 *
 * <pre>
 * You are brief.
 *
 * User: Which film tonight?
 *
 * Assistant:
 * </pre>
 */
final class PlainChat {
    /** Where the model would begin to speak for the user. */
    static final String USER_TURN = "\n\nUser:";

    private PlainChat() {}

    /** @param messages of the roles system, developer, user and assistant */
    static String prompt(List<Message> messages) {
        StringBuilder prompt = new StringBuilder();
        for (Message message : messages) {
            prompt.append(speaker(message.role())).append(message.content()).append("\n\n");
        }
        return prompt.append("Assistant:").toString();
    }

    private static String speaker(String role) {
        return switch (role) {
            case "user" -> "User: ";
            case "assistant" -> "Assistant: ";
            default -> "";
        };
    }
}

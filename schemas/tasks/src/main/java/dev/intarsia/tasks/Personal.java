package dev.intarsia.tasks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The format of a user's profile and retrieved history in front of a prompt, the profile first.
 *
 * @param item one past event; it sees that event's input fields and {@code output}
 * @param before the text before the first item
 * @param separator the text between two items
 * @param after the text between the last item and the prompt
 * @param profile the profile's part; it sees {@code profile}
 * @param chat whether this is also what stands before plain chats, which are no task's questions
 */
public record Personal(Template item, String before, String separator, String after, Template profile, boolean chat) {
    String prefix(List<PastEvent> history, @Nullable String profileText, UnaryOperator<Map<String, String>> complete) {
        StringBuilder text = new StringBuilder();
        if (profileText != null && !profileText.isBlank()) {
            text.append(profile.render(Map.of("profile", profileText)));
        }
        if (!history.isEmpty()) {
            List<String> items = new ArrayList<>();
            for (PastEvent event : history) {
                Map<String, String> values = new HashMap<>(complete.apply(event.input()));
                values.put(Task.OUTPUT, event.output());
                items.add(item.render(values));
            }
            text.append(before).append(String.join(separator, items)).append(after);
        }
        return text.toString();
    }
}

package dev.intarsia.gateway.openai;

import static java.util.Objects.requireNonNull;

import dev.intarsia.chat.ChatTemplateException;
import dev.intarsia.chat.Message;
import dev.intarsia.gateway.generate.PromptEncoder;
import dev.intarsia.gateway.generate.PromptSource;
import dev.intarsia.gateway.generate.TextPrompt;
import dev.intarsia.gateway.knowledge.KnownPast;
import dev.intarsia.gateway.knowledge.UsedKnowledge;
import dev.intarsia.gateway.knowledge.UserKnowledge;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.knowledge.Person;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plain chats after their user's past, written as the task writes it whose file says {@code personal.chat}. It stands in
 * the system's message: before the text of one that opens the chat, else in one of its own. Where the template takes no
 * such message, it stands before the text of the first.
 */
final class PersonalChats {
    private final ChatPrompts chats;
    private final PromptEncoder encoder;
    private final UserKnowledge users;
    private final Task task;

    PersonalChats(ChatPrompts chats, PromptEncoder encoder, UserKnowledge users, Task task) {
        this.chats = requireNonNull(chats);
        this.encoder = requireNonNull(encoder);
        this.users = requireNonNull(users);
        this.task = requireNonNull(task);
    }

    /**
     * The prompt of a chat, made when it is taken in. Past events are those that are most similar to the user's last message;
     * least similar ones first, and the profile last, are left out of what would take more than a task's prompt may.
     *
     * @param messages of which a prompt can be made
     */
    PromptSource prompt(@Nullable String user, List<Message> messages, KnowledgeChoice choice) {
        return () -> {
            KnownPast known = users.reader().before(user, task, lastOfUser(messages), choice);
            KnownPast fits = known.with(fitting(known.person()));
            String past = text(fits.person());
            return (past.isEmpty() ? Optional.<int[]>empty() : after(past, messages))
                    .map(tokens -> new TextPrompt(tokens, UsedKnowledge.of(fits, 0)))
                    .orElseGet(() ->
                            new TextPrompt(chats.tokens(messages), UsedKnowledge.of(known.with(Person.NOBODY), 0)));
        };
    }

    private Person fitting(Person person) {
        Person fits = person;
        while (!text(fits).isEmpty() && encoder.text(text(fits)).length > encoder.maxTokens()) {
            List<PastEvent> history = fits.history();
            fits = history.isEmpty() ? Person.NOBODY : new Person(history.subList(1, history.size()), fits.profile());
        }
        return fits;
    }

    private String text(Person person) {
        return task.personalPart(person.history(), person.profile());
    }

    /** Empty where the template takes the chat as it is alone. */
    private Optional<int[]> after(String past, List<Message> messages) {
        for (List<Message> known : List.of(inSystemMessage(past, messages), inFirstMessage(past, messages))) {
            try {
                return Optional.of(chats.tokens(known));
            } catch (ChatTemplateException e) {
                // Then in the other way, or without the past.
            }
        }
        return Optional.empty();
    }

    private static List<Message> inSystemMessage(String past, List<Message> messages) {
        return isSystem(messages.get(0))
                ? inFirstMessage(past, messages)
                : opened(new Message("system", past), messages);
    }

    private static List<Message> inFirstMessage(String past, List<Message> messages) {
        Message first = messages.get(0);
        return opened(new Message(first.role(), past + "\n" + first.content()), messages.subList(1, messages.size()));
    }

    private static List<Message> opened(Message first, List<Message> others) {
        List<Message> all = new ArrayList<>();
        all.add(first);
        all.addAll(others);
        return all;
    }

    private static boolean isSystem(Message message) {
        return message.role().equals("system") || message.role().equals("developer");
    }

    private static String lastOfUser(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.role().equals("user"))
                .reduce((earlier, later) -> later)
                .map(Message::content)
                .orElse("");
    }
}

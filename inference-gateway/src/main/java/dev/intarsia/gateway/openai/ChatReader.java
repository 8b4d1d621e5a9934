package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.chat.ChatTemplateException;
import dev.intarsia.chat.Message;
import dev.intarsia.gateway.answer.TaskQuestion;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.generate.PromptSource;
import dev.intarsia.gateway.generate.TaskPrompts;
import dev.intarsia.gateway.generate.TextQuery;
import dev.intarsia.gateway.request.KnowledgeFields;
import dev.intarsia.gateway.request.PolicyField;
import dev.intarsia.gateway.request.RequestFields;
import dev.intarsia.gateway.request.TaskFields;
import dev.intarsia.model.checkpoint.GenerationDefaults;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code POST /v1/chat/completions}. */
final class ChatReader {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant");
    private static final int MOST_ALTERNATIVES = 20;

    private static final Set<String> KNOWN = CommonFields.with(
            "messages",
            "max_tokens",
            "max_completion_tokens",
            "logprobs",
            "top_logprobs",
            "task",
            "input",
            KnowledgeFields.NAME,
            "response_format",
            "modalities",
            "reasoning_effort",
            "verbosity",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "functions",
            "function_call",
            "audio",
            "prediction",
            "web_search_options",
            "moderation");

    private final TaskPrompts prompts;
    private final ChatPrompts chats;
    private final TaskFields tasks;
    private final KnowledgeFields knowledge;
    private final @Nullable PersonalChats personal;
    private final GenerationDefaults defaults;

    /** @param personal plain chats after their user's past; null where no task says how it is written there */
    ChatReader(
            TaskPrompts prompts,
            ChatPrompts chats,
            TaskFields tasks,
            KnowledgeFields knowledge,
            @Nullable PersonalChats personal,
            GenerationDefaults defaults) {
        this.prompts = prompts;
        this.chats = chats;
        this.tasks = tasks;
        this.knowledge = knowledge;
        this.personal = personal;
        this.defaults = defaults;
    }

    TextRequest read(RequestFields fields) {
        fields.only(KNOWN);
        CommonFields.refuse(fields, "tools", "functions", "audio", "prediction", "web_search_options", "moderation");
        CommonFields.refuseUnless(fields, "reasoning_effort", "none");
        CommonFields.refuseUnless(fields, "verbosity", "medium");
        CommonFields.refuseCalls(fields, "tool_choice");
        CommonFields.refuseCalls(fields, "function_call");
        textOnly(fields);
        String model = fields.requiredText("model");
        Task task = tasks.task(fields);
        List<Message> messages = messages(fields, task == null);
        String user = fields.user();
        KnowledgeChoice choice = choice(fields, task);
        TaskQuestion question = task == null ? null : new TaskQuestion(task.name(), tasks.input(fields, task));
        PromptSource prompt = task == null || question == null
                ? plain(fields, user, messages, choice)
                : prompts.text(user, task, question.input(), choice);
        List<String> stop = new ArrayList<>(CommonFields.stop(fields));
        if (task == null) {
            stop.addAll(chats.stop());
        }
        TextQuery query = new TextQuery(
                user,
                PolicyField.read(fields),
                choice,
                List.of(prompt),
                CommonFields.choices(fields),
                CommonFields.sampling(fields, defaults),
                stop,
                maxTokens(fields, task),
                alternatives(fields));
        return new TextRequest(model, query, fields.flag("stream", false), CommonFields.usage(fields), question);
    }

    private KnowledgeChoice choice(RequestFields fields, @Nullable Task task) {
        if (task != null || personal != null) {
            return knowledge.read(fields);
        }
        if (fields.has(KnowledgeFields.NAME)) {
            throw fields.refused(
                    KnowledgeFields.NAME,
                    "needs 'task', which says how the past enters a prompt, or a task file with personal.chat");
        }
        return KnowledgeChoice.NONE;
    }

    private PromptSource plain(
            RequestFields fields, @Nullable String user, List<Message> messages, KnowledgeChoice choice) {
        int[] alone = prompt(fields, messages);
        return personal == null || user == null || choice.none()
                ? PromptSource.of(alone)
                : personal.prompt(user, messages, choice);
    }

    private int[] prompt(RequestFields fields, List<Message> messages) {
        try {
            return CommonFields.prompt(fields, "messages", chats.tokens(messages));
        } catch (ChatTemplateException e) {
            throw ApiException.invalid("messages", String.valueOf(e.getMessage()));
        }
    }

    private static void textOnly(RequestFields fields) {
        RequestFields format = fields.object("response_format");
        if (format != null && !"text".equals(format.text("type"))) {
            throw CommonFields.unsupported(fields, "response_format");
        }
        if (fields.texts("modalities", MOST_ALTERNATIVES).stream().anyMatch(modality -> !modality.equals("text"))) {
            throw CommonFields.unsupported(fields, "modalities");
        }
    }

    private static OptionalInt maxTokens(RequestFields fields, @Nullable Task task) {
        OptionalInt tokens = CommonFields.maxTokens(fields, "max_completion_tokens");
        if (tokens.isEmpty()) {
            tokens = CommonFields.maxTokens(fields, "max_tokens");
        }
        if (tokens.isEmpty() && task != null && task.answer() instanceof Answer.Text text) {
            return OptionalInt.of(text.maxTokens());
        }
        return tokens;
    }

    private static OptionalInt alternatives(RequestFields fields) {
        int alternatives = fields.integer("top_logprobs", 0, MOST_ALTERNATIVES, 0);
        if (fields.flag("logprobs", false)) {
            return OptionalInt.of(alternatives);
        }
        if (alternatives > 0) {
            throw fields.refused("top_logprobs", "needs 'logprobs' to be true");
        }
        return OptionalInt.empty();
    }

    private static List<Message> messages(RequestFields fields, boolean needed) {
        List<Message> messages = new ArrayList<>();
        for (RequestFields message : fields.objects("messages")) {
            String role = message.requiredText("role");
            if (!ROLES.contains(role)) {
                throw message.refused("role", "must be one of system, developer, user and assistant");
            }
            messages.add(new Message(role, content(message)));
        }
        if (messages.isEmpty() && needed) {
            throw fields.refused("messages", "must hold at least one message");
        }
        return messages;
    }

    /** A string, or parts that are all text. */
    private static String content(RequestFields message) {
        JsonNode content = message.value("content");
        if (content.isTextual()) {
            return content.textValue();
        }
        if (!content.isArray()) {
            throw message.refused("content", "must be a string or an array of text parts");
        }
        StringBuilder text = new StringBuilder();
        for (RequestFields part : message.objects("content")) {
            if (!"text".equals(part.requiredText("type"))) {
                throw part.refused("type", "must be text; this model reads nothing else");
            }
            text.append(part.requiredText("text"));
        }
        return text.toString();
    }
}

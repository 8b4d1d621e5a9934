package dev.intarsia.gateway.openai;

import dev.intarsia.gateway.answer.AnswerIds;
import dev.intarsia.gateway.generate.GenerationConfig;
import dev.intarsia.gateway.generate.PromptEncoder;
import dev.intarsia.gateway.generate.TaskPrompts;
import dev.intarsia.gateway.generate.TextGenerator;
import dev.intarsia.gateway.knowledge.UserKnowledge;
import dev.intarsia.gateway.metrics.GatewayMetrics;
import dev.intarsia.gateway.peer.Forwarding;
import dev.intarsia.gateway.request.KnowledgeFields;
import dev.intarsia.gateway.request.TaskFields;
import dev.intarsia.gateway.serving.AdapterResolver;
import dev.intarsia.model.tokenizer.Tokenizer;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.Duration;

/**
 * The OpenAI API's routes.
 *
 * @param limit the longest a text may take
 */
public record OpenAiRoutes(
        ServedModel model,
        Tokenizer tokenizer,
        PromptEncoder prompts,
        TaskPrompts taskPrompts,
        UserKnowledge users,
        GenerationConfig manner,
        TaskFields tasks,
        KnowledgeFields knowledge,
        TextGenerator generator,
        AnswerIds ids,
        AdapterResolver adapters,
        Embedder embedder,
        EmbeddingLimits embeddings,
        Forwarding forwarding,
        GatewayMetrics metrics,
        Duration limit,
        Clock clock) {
    public void add(RoutesConfig routes) {
        TokenTexts tokens = new TokenTexts(tokenizer);
        ChatPrompts chats = new ChatPrompts(prompts, manner.template());
        PersonalChats personal = tasks.tasks()
                .ofChats()
                .map(task -> new PersonalChats(chats, prompts, users, task))
                .orElse(null);
        ChatReader chat = new ChatReader(taskPrompts, chats, tasks, knowledge, personal, manner.sampling());
        CompletionReader completion = new CompletionReader(prompts, manner.sampling());
        routes.post(
                "/v1/chat/completions",
                new TextEndpoint(
                        chat::read, new ChatFormat(tokens), model, generator, ids, forwarding, metrics, limit, clock));
        routes.post(
                "/v1/completions",
                new TextEndpoint(
                        completion::read,
                        new CompletionFormat(tokens),
                        model,
                        generator,
                        ids,
                        forwarding,
                        metrics,
                        limit,
                        clock));
        routes.post(
                "/v1/embeddings",
                new EmbeddingsEndpoint(
                        new EmbeddingReader(prompts, embeddings),
                        model,
                        adapters,
                        embedder,
                        forwarding,
                        metrics,
                        limit));
        routes.get("/v1/models", context -> json(context, model.listJson().toString()));
        routes.get("/v1/models/<model>", context -> {
            model.require(context.pathParam("model"));
            json(context, model.json().toString());
        });
    }

    private static void json(io.javalin.http.Context context, String body) {
        context.contentType("application/json").result(body);
    }
}

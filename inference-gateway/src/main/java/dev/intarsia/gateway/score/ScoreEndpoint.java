package dev.intarsia.gateway.score;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.answer.AnswerIds;
import dev.intarsia.gateway.answer.AnswerTicket;
import dev.intarsia.gateway.answer.TaskQuestion;
import dev.intarsia.gateway.batch.GatheredWork;
import dev.intarsia.gateway.connection.ClientConnection;
import dev.intarsia.gateway.connection.JsonAnswer;
import dev.intarsia.gateway.generate.TextPrompt;
import dev.intarsia.gateway.metrics.GatewayMetrics;
import dev.intarsia.gateway.peer.Forwarding;
import dev.intarsia.gateway.predict.LabelScorer;
import dev.intarsia.gateway.request.KnowledgeFields;
import dev.intarsia.gateway.request.RequestFields;
import dev.intarsia.gateway.serving.AdapterJson;
import dev.intarsia.gateway.serving.AdapterResolver;
import dev.intarsia.gateway.serving.ServedAdapter;
import dev.intarsia.model.score.PromptRow;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.List;

/**
 * {@code POST /v1/score}: how likely each of the given answers is. All answers of a request are scored in one pass, with
 * other requests that wait for the same answers.
 */
public final class ScoreEndpoint implements Handler {
    private final ScoreReader reader;
    private final AdapterResolver adapters;
    private final LabelScorer scorer;
    private final AnswerIds ids;
    private final Forwarding forwarding;
    private final GatewayMetrics metrics;
    private final Duration limit;

    /** @param limit the longest a request may take */
    public ScoreEndpoint(
            ScoreReader reader,
            AdapterResolver adapters,
            LabelScorer scorer,
            AnswerIds ids,
            Forwarding forwarding,
            GatewayMetrics metrics,
            Duration limit) {
        this.reader = requireNonNull(reader);
        this.adapters = requireNonNull(adapters);
        this.scorer = requireNonNull(scorer);
        this.ids = requireNonNull(ids);
        this.forwarding = requireNonNull(forwarding);
        this.metrics = requireNonNull(metrics);
        this.limit = requireNonNull(limit);
    }

    @Override
    public void handle(Context context) {
        RequestFields fields = RequestFields.parse(context.bodyAsBytes());
        ScoreQuestion question = reader.read(fields);
        if (question.personal() && forwarding.answered(question.user(), context)) {
            return;
        }
        TextPrompt prompt = question.prompt().make();
        reader.require(fields, question, prompt.tokens());
        try (AnswerTicket ticket = ids.begin("score-", question.user(), question.asked())) {
            answer(question, prompt, ticket, context);
        }
    }

    private void answer(ScoreQuestion question, TextPrompt prompt, AnswerTicket ticket, Context context) {
        long end = System.nanoTime() + limit.toNanos();
        ServedAdapter adapter = adapters.resolve(question.user(), question.policy());
        context.header(AdapterJson.HEADER, AdapterJson.header(adapter));
        JsonAnswer whole = new JsonAnswer(context);
        ClientConnection client = ClientConnection.of(context.req(), whole::probe);
        List<PromptRow> row = List.of(new PromptRow(prompt.tokens(), adapter.adapter()));
        float[] logs = GatheredWork.await(scorer.joint(question.tokens(), row), client, end)
                .get(0);
        metrics.answered("score", adapter.kind());
        ticket.given();
        whole.send(json(ticket.id(), question, prompt, ScoredAnswer.of(question, logs), adapter)
                .toString());
    }

    private static ObjectNode json(
            String id, ScoreQuestion question, TextPrompt prompt, List<ScoredAnswer> scored, ServedAdapter adapter) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        TaskQuestion asked = question.asked();
        json.put("id", id)
                .put("object", "score")
                .put("user", question.user())
                .put("task", asked == null ? null : asked.task());
        ArrayNode answers = json.putArray("answers");
        scored.forEach(each -> answers.addObject()
                .put("answer", each.text())
                .put("rank", each.rank())
                .put("probability", each.probability())
                .put("log_probability", each.logProbability())
                .put("tokens", each.tokens()));
        json.set("adapter", AdapterJson.of(adapter));
        json.set(KnowledgeFields.NAME, prompt.knowledge().json());
        return json;
    }
}

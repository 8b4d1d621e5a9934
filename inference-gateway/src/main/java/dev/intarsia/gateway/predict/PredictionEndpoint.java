package dev.intarsia.gateway.predict;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.answer.AnswerIds;
import dev.intarsia.gateway.answer.AnswerTicket;
import dev.intarsia.gateway.answer.TaskQuestion;
import dev.intarsia.gateway.connection.ClientConnection;
import dev.intarsia.gateway.connection.JsonAnswer;
import dev.intarsia.gateway.metrics.GatewayMetrics;
import dev.intarsia.gateway.peer.Peers;
import dev.intarsia.gateway.request.KnowledgeFields;
import dev.intarsia.gateway.request.PolicyField;
import dev.intarsia.gateway.request.RequestFields;
import dev.intarsia.gateway.request.TaskFields;
import dev.intarsia.tasks.Task;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code POST /v1/predictions}: many questions of many users, answered in one batch. Questions of users whom another
 * gateway holds are asked there meanwhile.
 */
public final class PredictionEndpoint implements Handler {
    private static final String LIST = "predictions";
    private static final Set<String> KNOWN = Set.of("user", "task", "input", "adapter", KnowledgeFields.NAME);

    private final Predictor predictor;
    private final TaskFields tasks;
    private final KnowledgeFields knowledge;
    private final AnswerIds ids;
    private final Peers peers;
    private final GatewayMetrics metrics;
    private final int mostQuestions;
    private final Duration limit;

    /**
     * @param mostQuestions one request may hold
     * @param limit the longest a request may take
     */
    public PredictionEndpoint(
            Predictor predictor,
            TaskFields tasks,
            KnowledgeFields knowledge,
            AnswerIds ids,
            Peers peers,
            GatewayMetrics metrics,
            int mostQuestions,
            Duration limit) {
        this.predictor = requireNonNull(predictor);
        this.tasks = requireNonNull(tasks);
        this.knowledge = requireNonNull(knowledge);
        this.ids = requireNonNull(ids);
        this.peers = requireNonNull(peers);
        this.metrics = requireNonNull(metrics);
        this.mostQuestions = mostQuestions;
        this.limit = requireNonNull(limit);
    }

    @Override
    public void handle(Context context) {
        List<PredictionQuestion> questions = questions(RequestFields.parse(context.bodyAsBytes()));
        Map<Optional<URI>, List<Integer>> places = IntStream.range(0, questions.size())
                .boxed()
                .collect(Collectors.groupingBy(row -> place(questions.get(row), context)));
        Map<URI, CompletableFuture<JsonNode>> asked = new HashMap<>();
        places.forEach((place, rows) ->
                place.ifPresent(peer -> asked.put(peer, peers.ask(peer, context, request(questions, rows)))));

        JsonNode[] answers = new JsonNode[questions.size()];
        JsonAnswer whole = new JsonAnswer(context);
        ClientConnection client = ClientConnection.of(context.req(), whole::probe);
        answerHere(questions, places.getOrDefault(Optional.empty(), List.of()), answers, client);
        asked.forEach((peer, answer) -> {
            JsonNode list = Peers.await(answer).path(LIST);
            List<Integer> rows = places.getOrDefault(Optional.of(peer), List.of());
            IntStream.range(0, rows.size()).forEach(i -> answers[rows.get(i)] = list.path(i));
        });
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("object", "list");
        response.putArray(LIST).addAll(List.of(answers));
        whole.send(response.toString());
    }

    private Optional<URI> place(PredictionQuestion question, Context context) {
        return question.personal() ? peers.holding(question.user(), context) : Optional.empty();
    }

    private void answerHere(
            List<PredictionQuestion> questions, List<Integer> rows, JsonNode[] answers, ClientConnection client) {
        List<PredictionQuestion> here = rows.stream().map(questions::get).toList();
        List<AnswerTicket> tickets = here.stream()
                .map(each -> ids.begin(
                        "pred-", each.user(), new TaskQuestion(each.task().name(), each.input())))
                .toList();
        try {
            List<ServedPrediction> predictions = predictor.answer(here, client, limit);
            for (int i = 0; i < here.size(); i++) {
                metrics.answered("question", predictions.get(i).adapter().kind());
                AnswerTicket ticket = tickets.get(i);
                ticket.given();
                answers[rows.get(i)] = PredictionJson.of(ticket.id(), here.get(i), predictions.get(i));
            }
        } finally {
            tickets.forEach(AnswerTicket::close);
        }
    }

    private static JsonNode request(List<PredictionQuestion> questions, List<Integer> rows) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode list = request.putArray(LIST);
        rows.forEach(row -> list.add(PredictionJson.of(questions.get(row))));
        return request;
    }

    private List<PredictionQuestion> questions(RequestFields fields) {
        List<RequestFields> asked = fields.only(Set.of(LIST)).objects(LIST);
        if (asked.isEmpty() || asked.size() > mostQuestions) {
            throw fields.refused(LIST, "must hold 1 to " + mostQuestions + " questions, not " + asked.size());
        }
        List<PredictionQuestion> questions = new ArrayList<>();
        for (RequestFields each : asked) {
            Task task = tasks.require(each.only(KNOWN));
            questions.add(new PredictionQuestion(
                    each.user(),
                    task,
                    tasks.input(each, task),
                    PolicyField.read(each),
                    knowledge.read(each),
                    each.has(KnowledgeFields.NAME)));
        }
        return questions;
    }
}

package dev.intarsia.gateway.predict;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.connection.ClientConnection;
import dev.intarsia.gateway.metrics.GatewayMetrics;
import dev.intarsia.gateway.request.Fields;
import dev.intarsia.gateway.request.PolicyField;
import dev.intarsia.gateway.request.TaskFields;
import dev.intarsia.gateway.serving.AdapterJson;
import dev.intarsia.tasks.Task;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code POST /v1/predictions}: many questions of many users, answered in one batch. */
public final class PredictionEndpoint implements Handler {

    private static final Set<String> KNOWN = Set.of("user", "task", "input", "adapter");

    private final Predictor predictor;
    private final TaskFields tasks;
    private final GatewayMetrics metrics;
    private final int mostQuestions;
    private final Duration limit;

    /**
     * @param mostQuestions one request may hold
     * @param limit the longest a request may take
     */
    public PredictionEndpoint(
            Predictor predictor, TaskFields tasks, GatewayMetrics metrics, int mostQuestions, Duration limit) {
        this.predictor = requireNonNull(predictor);
        this.tasks = requireNonNull(tasks);
        this.metrics = requireNonNull(metrics);
        this.mostQuestions = mostQuestions;
        this.limit = requireNonNull(limit);
    }

    @Override
    public void handle(Context context) {
        List<Question> questions = questions(Fields.parse(context.bodyAsBytes()));
        List<Prediction> answers = predictor.answer(questions, ClientConnection.of(context.req()), limit);
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode list = response.putArray("predictions");
        for (int i = 0; i < answers.size(); i++) {
            metrics.answered("question", answers.get(i).adapter().kind());
            list.add(json(questions.get(i), answers.get(i)));
        }
        context.contentType("application/json").result(response.toString());
    }

    private List<Question> questions(Fields fields) {
        List<Fields> asked = fields.only(Set.of("predictions")).objects("predictions");
        if (asked.isEmpty() || asked.size() > mostQuestions) {
            throw fields.refused("predictions", "must hold 1 to " + mostQuestions + " questions, not " + asked.size());
        }
        List<Question> questions = new ArrayList<>();
        for (Fields each : asked) {
            each.only(KNOWN).requiredText("task");
            Task task = tasks.require(each);
            questions.add(new Question(each.text("user"), task, tasks.input(each, task), PolicyField.read(each)));
        }
        return questions;
    }

    private static ObjectNode json(Question question, Prediction prediction) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("user", question.user()).put("task", question.task().name()).put("answer", prediction.answer());
        if (prediction instanceof Prediction.Rating rating) {
            json.put("median", rating.median()).put("mean", rating.mean());
            labels(json, rating.labels());
        } else if (prediction instanceof Prediction.Choice choice) {
            labels(json, choice.labels());
        }
        json.set("adapter", AdapterJson.of(prediction.adapter()));
        return json;
    }

    private static void labels(ObjectNode json, List<Prediction.Label> labels) {
        ArrayNode list = json.putArray("labels");
        labels.forEach(label -> list.addObject().put("label", label.label()).put("probability", label.probability()));
    }
}

package dev.intarsia.gateway.predict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.request.KnowledgeFields;
import dev.intarsia.gateway.request.PolicyField;
import dev.intarsia.gateway.serving.AdapterJson;
import java.util.List;

/** Questions and their answers as JSON. */
final class PredictionJson {
    private PredictionJson() {}

    /** A question as another gateway is asked it; what it leaves out, that one's settings say as this one's do. */
    static ObjectNode of(PredictionQuestion question) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("user", question.user()).put("task", question.task().name());
        json.set("adapter", PolicyField.json(question.policy()));
        ObjectNode input = json.putObject("input");
        question.input().forEach(input::put);
        if (question.stated()) {
            json.putObject(KnowledgeFields.NAME)
                    .put("history", question.knowledge().history())
                    .put("profile", question.knowledge().profile());
        }
        return json;
    }

    static ObjectNode of(String id, PredictionQuestion question, ServedPrediction prediction) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id)
                .put("user", question.user())
                .put("task", question.task().name())
                .put("answer", prediction.answer());
        if (prediction instanceof ServedPrediction.Rating rating) {
            json.put("median", rating.median()).put("mean", rating.mean());
            labels(json, rating.labels());
        } else if (prediction instanceof ServedPrediction.Choice choice) {
            labels(json, choice.labels());
        }
        json.set("adapter", AdapterJson.of(prediction.adapter()));
        json.set(KnowledgeFields.NAME, prediction.knowledge().json());
        return json;
    }

    private static void labels(ObjectNode json, List<ServedPrediction.Label> labels) {
        ArrayNode list = json.putArray("labels");
        labels.forEach(label -> list.addObject().put("label", label.label()).put("probability", label.probability()));
    }
}

package dev.intarsia.gateway.predict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.serving.AdapterJson;
import java.util.List;

/** Questions and their answers as JSON. */
final class PredictionJson {

    private PredictionJson() {}

    static ObjectNode of(Question question) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("user", question.user())
                .put("task", question.task().name())
                .put("adapter", question.policy().text());
        ObjectNode input = json.putObject("input");
        question.input().forEach(input::put);
        return json;
    }

    static ObjectNode of(Question question, Prediction prediction) {
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

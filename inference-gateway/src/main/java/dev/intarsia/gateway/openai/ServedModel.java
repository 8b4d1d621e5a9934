package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import java.time.Instant;

/**
 * The one base model this gateway answers with.
 *
 * @param name requests name it by
 * @param fingerprint of its weights
 * @param since when it is served
 */
public record ServedModel(String name, String fingerprint, Instant since) {
    /** @throws ApiException when a request names another model */
    public void require(String asked) {
        if (!name.equals(asked)) {
            throw new ApiException(ApiError.of(
                            404,
                            "model_not_found",
                            "There is no model '" + asked + "' here; this gateway serves '" + name + "'.")
                    .at("model"));
        }
    }

    /** As {@code GET /v1/models/{model}} shows it. */
    public ObjectNode json() {
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        return model.put("id", name)
                .put("object", "model")
                .put("created", since.getEpochSecond())
                .put("owned_by", "intarsia")
                .put("fingerprint", fingerprint);
    }

    /** As {@code GET /v1/models} shows it. */
    public ObjectNode listJson() {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        list.putArray("data").add(json());
        return list;
    }
}

package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.knowledge.UsedKnowledge;
import dev.intarsia.gateway.serving.AdapterJson;
import dev.intarsia.gateway.serving.ServedAdapter;

/**
 * What every object of one response says.
 *
 * @param id of the response
 * @param created seconds since 1970
 * @param model as served
 * @param fingerprint of the base model
 * @param adapter pinned for the response
 * @param knowledge what of the user's past the prompt carried
 * @param seed of the first choice: sent back, it gives the same text again
 */
record ResponseHead(
        String id,
        long created,
        String model,
        String fingerprint,
        ServedAdapter adapter,
        UsedKnowledge knowledge,
        long seed) {
    private static final int SHORT_FINGERPRINT = 12;

    /** A new object with the head and this project's extension. */
    ObjectNode object(String type) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id).put("object", type).put("created", created).put("model", model);
        node.put(
                "system_fingerprint",
                "fp_" + fingerprint.substring(0, Math.min(SHORT_FINGERPRINT, fingerprint.length())));
        ObjectNode extension = node.putObject("intarsia");
        extension.set("adapter", AdapterJson.of(adapter));
        extension.set("knowledge", knowledge.json());
        extension.put("seed", seed);
        return node;
    }
}

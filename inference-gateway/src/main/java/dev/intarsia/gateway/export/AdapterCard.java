package dev.intarsia.gateway.export;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.serving.AdapterJson;
import dev.intarsia.gateway.serving.Lineage;
import dev.intarsia.gateway.serving.ServedAdapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.peft.BaseModel;

/**
 * The card of an exported adapter, {@code README.md}, as Hugging Face's hub shows it. What a user's name could confuse is in a
 * block of JSON, on one line each.
 *
 * @param user whose it is
 * @param served which version of which kind
 */
record AdapterCard(String user, ServedAdapter served, AdapterLayout layout, BaseModel base) {
    AdapterCard {
        requireNonNull(user);
        requireNonNull(served);
        requireNonNull(layout);
        requireNonNull(base);
    }

    String text() {
        return """
                ---
                library_name: peft
                pipeline_tag: text-generation
                tags:
                - intarsia
                - %s
                ---

                # A personal adapter

                %s

                ```json
                %s
                ```

                Load it with PEFT on the base model whose fingerprint is `base_model`, and on no other:

                    PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(BASE_MODEL), FOLDER)

                `digest` is the SHA-256 of the numbers that belong to the user, `lineage` the hash of the chain of versions that
                training made; empty where there is none. It is personal: whoever has it can find out what the user did.
                """.formatted(layout.method().text(), what(), json().toPrettyString());
    }

    private String what() {
        return switch (served.kind()) {
            case OWN -> "Trained on the user's own events, on top of the base model alone.";
            case RESIDUAL ->
                served.assignment() == 0
                        ? "Trained on the user's own events, when nothing was assembled for the user."
                        : "What was trained on the user's own events, summed with what was assembled from other users'"
                                + " pieces beneath it. Other users' pieces are parts of these weights.";
            case ASSEMBLED ->
                "Assembled for the user from other users' pieces, which they have shared. It was not trained on the"
                        + " user's events; they chose the pieces and their weights.";
            case BASE -> throw new IllegalStateException("The base model is no adapter.");
        };
    }

    private ObjectNode json() {
        ObjectNode json = AdapterJson.of(served).put("user", user);
        Lineage lineage = served.lineage();
        if (lineage != null) {
            json.put("events", lineage.events())
                    .put("last_event_id", lineage.lastEventId())
                    .put("last_ingested_at", lineage.lastIngestedAt().toString())
                    .put("lineage", lineage.hash());
        }
        json.put("base_model", base.fingerprint())
                .put("base_model_name", base.name())
                .put("method", layout.method().text());
        if (layout.method() == TuningMethod.LORA) {
            json.put("rank", layout.rank()).put("alpha", layout.alpha());
        }
        return json.put("modules", layout.modules().size());
    }
}

package dev.intarsia.gateway.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.batch.GatheredWork;
import dev.intarsia.gateway.connection.ClientConnection;
import dev.intarsia.gateway.connection.JsonAnswer;
import dev.intarsia.gateway.metrics.GatewayMetrics;
import dev.intarsia.gateway.peer.Forwarding;
import dev.intarsia.gateway.request.RequestFields;
import dev.intarsia.gateway.serving.AdapterJson;
import dev.intarsia.gateway.serving.AdapterPolicy;
import dev.intarsia.gateway.serving.AdapterResolver;
import dev.intarsia.gateway.serving.ServedAdapter;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** {@code POST /v1/embeddings}: texts as vectors, with the user's adapter where there is one. */
public final class EmbeddingsEndpoint implements Handler {
    private final EmbeddingReader reader;
    private final ServedModel model;
    private final AdapterResolver adapters;
    private final Embedder embedder;
    private final Forwarding forwarding;
    private final GatewayMetrics metrics;
    private final Duration limit;

    /** @param limit the longest a request may take */
    EmbeddingsEndpoint(
            EmbeddingReader reader,
            ServedModel model,
            AdapterResolver adapters,
            Embedder embedder,
            Forwarding forwarding,
            GatewayMetrics metrics,
            Duration limit) {
        this.reader = requireNonNull(reader);
        this.model = requireNonNull(model);
        this.adapters = requireNonNull(adapters);
        this.embedder = requireNonNull(embedder);
        this.forwarding = requireNonNull(forwarding);
        this.metrics = requireNonNull(metrics);
        this.limit = requireNonNull(limit);
    }

    @Override
    public void handle(Context context) {
        EmbeddingRequest request = reader.read(RequestFields.parse(context.bodyAsBytes()));
        model.require(request.model());
        boolean personal = request.policy() != AdapterPolicy.BASE;
        if (personal && forwarding.answered(request.user(), context)) {
            return;
        }
        long end = System.nanoTime() + limit.toNanos();
        ServedAdapter adapter = adapters.resolve(request.user(), request.policy());
        context.header(AdapterJson.HEADER, AdapterJson.header(adapter));
        JsonAnswer whole = new JsonAnswer(context);
        ClientConnection client = ClientConnection.of(context.req(), whole::probe);
        List<PromptRow> rows = request.texts().stream()
                .map(text -> new PromptRow(text, adapter.adapter()))
                .toList();
        List<float[]> means = GatheredWork.await(embedder.means(rows), client, end);
        metrics.answered("embedding", adapter.kind());
        whole.send(json(request, means, adapter).toString());
    }

    private ObjectNode json(EmbeddingRequest request, List<float[]> means, ServedAdapter adapter) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = json.putArray("data");
        for (float[] mean : means) {
            ObjectNode each = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            if (request.base64()) {
                each.put(
                        "embedding",
                        Base64.getEncoder()
                                .encodeToString(LittleEndianFloats.encode(mean).array()));
            } else {
                ArrayNode numbers = each.putArray("embedding");
                for (float number : mean) {
                    numbers.add(number);
                }
            }
        }
        int tokens = request.texts().stream().mapToInt(text -> text.length).sum();
        json.put("model", model.name());
        json.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        json.putObject("intarsia").set("adapter", AdapterJson.of(adapter));
        return json;
    }
}

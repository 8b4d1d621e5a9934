package dev.intarsia.gateway.openai;

import dev.intarsia.gateway.serving.AdapterPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for embeddings, read.
 *
 * @param model as the caller named it
 * @param user the person, or null for nobody
 * @param texts tokens of each
 * @param base64 whether numbers are sent as little-endian floats in Base64
 */
record EmbeddingRequest(String model, @Nullable String user, AdapterPolicy policy, List<int[]> texts, boolean base64) {}

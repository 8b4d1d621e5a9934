package dev.intarsia.gateway.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.topology.UserLocation;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The other gateways. A request is forwarded at most once: a gateway answers every request that another gateway
 * forwarded to it.
 */
public final class Peers {
    private static final String FORWARDED = "x-intarsia-forwarded";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECTING = Duration.ofSeconds(2);

    private final UserLocation users;
    private final Duration limit;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();

    /** @param limit the longest an answer may take to begin */
    public Peers(UserLocation users, Duration limit) {
        this.users = requireNonNull(users);
        this.limit = requireNonNull(limit);
    }

    /** The gateway that should answer for the user, where it is not this one. */
    public Optional<URI> holding(@Nullable String user, Context context) {
        boolean sentOn = context.header(FORWARDED) != null;
        return user == null || sentOn ? Optional.empty() : users.elsewhere(user);
    }

    /** Sends a request to another gateway, under the caller's path. */
    CompletableFuture<HttpResponse<InputStream>> send(URI peer, Context context, byte[] body) {
        return client.sendAsync(request(peer, context, body), BodyHandlers.ofInputStream());
    }

    /**
     * Asks another gateway, under the caller's path.
     *
     * @return the answer's JSON; fails with an {@link ApiException} where the other gateway refuses
     */
    public CompletableFuture<JsonNode> ask(URI peer, Context context, JsonNode body) {
        byte[] bytes = body.toString().getBytes(UTF_8);
        return client.sendAsync(request(peer, context, bytes), BodyHandlers.ofByteArray())
                .thenApply(Peers::json);
    }

    /** The answer, once it is there. */
    public static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ApiException refusal) {
                throw refusal;
            }
            if (e.getCause() instanceof IOException) {
                throw new ApiException(ApiError.of(
                        503,
                        "state_moving",
                        "The gateway that holds this user does not answer; ask again in a moment."));
            }
            throw e;
        }
    }

    private HttpRequest request(URI peer, Context context, byte[] body) {
        String query = context.queryString();
        String path = context.req().getRequestURI() + (query == null ? "" : "?" + query);
        return HttpRequest.newBuilder(peer.resolve(path))
                .method(context.req().getMethod(), BodyPublishers.ofByteArray(body))
                .header("content-type", "application/json")
                .header(FORWARDED, "1")
                .timeout(limit)
                .build();
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() == 200) {
                return body;
            }
            JsonNode error = body.path("error");
            throw new ApiException(new ApiError(
                    response.statusCode(),
                    error.path("type").asText("server_error"),
                    error.path("code").asText("internal_error"),
                    error.path("param").asText(null),
                    error.path("message").asText("The gateway that holds this user refused without a word.")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.intarsia.schemas.registry;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.config.RegistrySection;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry that is asked again while it is out, so that callers meet three ends only: an answer,
 * "no such schema" ({@link UnknownSchemaException}), or an outage ({@link RegistryUnavailableException}).
 * Safe for use by several threads.
 */
public final class Registry implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Registry.class);
    private static final int CACHED_SCHEMAS = 1000;

    private final SchemaRegistryClient client;
    private final String url;
    private final RetryPolicy patience;

    public Registry(SchemaRegistryClient client, String url, RetryPolicy patience) {
        this.client = requireNonNull(client);
        this.url = requireNonNull(url);
        this.patience = requireNonNull(patience);
    }

    /** The registry at a URL, or at several given with commas between them; it is not asked anything yet. */
    public static Registry connect(String url) {
        return connect(url, Map.of(), RetryPolicy.DEFAULT);
    }

    /** The registry that a service is told to use. */
    public static Registry connect(RegistrySection registry) {
        return connect(registry, RetryPolicy.DEFAULT);
    }

    /** The same, with a patience of the caller's. */
    public static Registry connect(RegistrySection registry, RetryPolicy patience) {
        return connect(registry.url(), registry.properties(), patience);
    }

    /**
     * As {@link #connect(String)}, with what a secured registry needs.
     *
     * @param settings of Confluent's client, such as {@code basic.auth.user.info}
     */
    public static Registry connect(String url, Map<String, String> settings, RetryPolicy patience) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "schema.registry.url", url,
                "http.connect.timeout.ms", "3000",
                "http.read.timeout.ms", "10000",
                "max.retries", "0"));
        all.putAll(settings);
        List<String> urls = List.of(url.split("\\s*,\\s*"));
        return new Registry(
                new CachedSchemaRegistryClient(urls, CACHED_SCHEMAS, List.of(new AvroSchemaProvider()), all),
                url,
                patience);
    }

    /** Confluent's client, for questions whose outages the caller handles. */
    public SchemaRegistryClient client() {
        return client;
    }

    public String url() {
        return url;
    }

    /** One question to the registry. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(SchemaRegistryClient client) throws IOException, RestClientException;
    }

    /**
     * Asks until there is an answer.
     *
     * @param what the question, as the end of "could not say ..."
     * @throws UnknownSchemaException where the registry says there is no such thing
     * @throws RegistryUnavailableException where it stays out, or refuses the caller
     */
    public <T> T ask(String what, Question<T> question) throws UnknownSchemaException {
        try {
            return askUntilAnswered(what, question);
        } catch (RestClientException refusal) {
            if (RegistryResponse.of(refusal) == RegistryResponse.UNKNOWN) {
                throw new UnknownSchemaException(url, what, refusal);
            }
            throw new RegistryUnavailableException(url, what, "it refused, " + refusal.getMessage(), refusal);
        }
    }

    /** As {@link #ask}, leaving every answer other than an outage to the caller. */
    <T> T askUntilAnswered(String what, Question<T> question) throws RestClientException {
        long start = System.nanoTime();
        Duration pause = patience.firstPause();
        while (true) {
            Exception outage;
            try {
                return question.ask(client);
            } catch (RestClientException answer) {
                if (RegistryResponse.of(answer) != RegistryResponse.OUTAGE) {
                    throw answer;
                }
                outage = answer;
            } catch (IOException unreachable) {
                outage = unreachable;
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.plus(pause).compareTo(patience.total()) > 0) {
                throw new RegistryUnavailableException(
                        url, what, "no answer in " + waited.toMillis() + " ms, last " + outage + hint(outage), outage);
            }
            log.warn("Schema registry at {} is out ({}); asking again in {} ms", url, outage, pause.toMillis());
            sleep(pause, what, outage);
            pause = patience.after(pause);
        }
    }

    /** A server that has never heard of registries also says 404. */
    private static String hint(Exception outage) {
        return outage instanceof RestClientException answer && answer.getStatus() == 404
                ? "; a registry may answer below a path of its address only, such as /apis/ccompat/v7"
                : "";
    }

    private void sleep(Duration pause, String what, Exception outage) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(url, what, "interrupted while waiting", outage);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

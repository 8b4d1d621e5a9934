package dev.intarsia.stack.attack;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What is attacked, and how hard.
 *
 * @param url the gateway's root, as in {@code http://127.0.0.1:8080}
 * @param management the root of its management port, where that is to be watched too
 * @param model the model that requests name
 * @param connections how many clients attack at once
 * @param hold how long slow clients go on
 */
public record AttackTarget(URI url, Optional<URI> management, String model, int connections, Duration hold) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public AttackTarget {
        requireHttp(url);
        management.ifPresent(AttackTarget::requireHttp);
        requireNonNull(model);
        requireNonNull(hold);
        if (connections < 1) {
            throw new IllegalArgumentException("--connections is " + connections + "; give at least 1.");
        }
    }

    RawConnection connect() throws IOException {
        return new RawConnection(url, PATIENCE);
    }

    /** A short text to ask for. */
    String completion(int tokens, boolean stream) {
        return "{\"model\":\"" + model + "\",\"prompt\":\"This film is\",\"max_tokens\":" + tokens + ",\"stream\":"
                + stream + "}";
    }

    private static void requireHttp(URI url) {
        if (!"http".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0) {
            throw new IllegalArgumentException("'" + url
                    + "' is no address as in http://127.0.0.1:8080; attacks use plain" + " HTTP and name a port.");
        }
    }
}

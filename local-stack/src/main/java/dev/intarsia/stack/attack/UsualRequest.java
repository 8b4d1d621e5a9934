package dev.intarsia.stack.attack;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Ordinary requests, by which one sees whether an attack is noticed by others. */
final class UsualRequest {
    /** What a request may take beside others on a busy machine. */
    private static final Duration LEAST_LIMIT = Duration.ofSeconds(2);

    private static final int TIMES_USUAL = 10;
    private static final int MEASURED = 5;
    private static final int TOKENS = 4;

    private final AttackTarget target;
    private final Duration limit;

    private UsualRequest(AttackTarget target, Duration limit) {
        this.target = target;
        this.limit = limit;
    }

    /**
     * Measures how long it takes while nobody attacks.
     *
     * @throws IOException where it is not answered even then
     */
    static UsualRequest measured(AttackTarget target) throws IOException {
        UsualRequest request = new UsualRequest(target, Duration.ofSeconds(30));
        long[] nanos = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            long begin = System.nanoTime();
            String problem = request.problem();
            if (!problem.isEmpty()) {
                throw new IOException(
                        "Before any attack " + problem + "; start the gateway, and attack it when it is ready.");
            }
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        Duration usual = Duration.ofNanos(nanos[MEASURED / 2] * TIMES_USUAL);
        return new UsualRequest(target, usual.compareTo(LEAST_LIMIT) > 0 ? usual : LEAST_LIMIT);
    }

    /** What is wrong with how others are served now; empty where nothing is. */
    String problem() {
        String problem = problemOfLooking();
        return problem.isEmpty() ? problemOfAsking() : problem;
    }

    /** The same of requests that need no place in the model's queue. */
    String problemOfLooking() {
        for (String path : List.of("/livez", "/readyz", "/v1/models")) {
            String problem = problem(target.url(), "GET " + path, "GET " + path + " HTTP/1.1\r\nHost: usual\r\n\r\n");
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        return target.management()
                .map(url -> problem(url, "the management port", "GET /livez HTTP/1.1\r\nHost: usual\r\n\r\n"))
                .orElse("");
    }

    /** The same of a request for text. */
    String problemOfAsking() {
        String body = target.completion(TOKENS, false);
        return problem(
                target.url(),
                "POST /v1/completions",
                "POST /v1/completions HTTP/1.1\r\nHost: usual\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
    }

    private String problem(URI url, String what, String request) {
        long begin = System.nanoTime();
        try (RawConnection connection = new RawConnection(url, limit)) {
            RawAnswer answer = connection.send(request).answer();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            if (answer.status() != 200) {
                return what + " was answered: " + answer.shown();
            }
            return took.compareTo(limit) > 0 ? what + " took " + took.toMillis() + " ms" : "";
        } catch (IOException e) {
            return what + " failed: " + e.getMessage();
        }
    }
}

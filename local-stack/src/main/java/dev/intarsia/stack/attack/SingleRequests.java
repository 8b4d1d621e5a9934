package dev.intarsia.stack.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.stack.attack.Attack.Outcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How attacks that are one request each are written down. */
final class SingleRequests {
    private static final String HEAD =
            "POST /v1/completions HTTP/1.1\r\nHost: attack\r\nContent-Type: application/json\r\n";

    private SingleRequests() {}

    /** One request, byte for byte: a character is a byte. */
    static Attack raw(String name, String tried, String request, Integer... expected) {
        return raw(name, tried, request.getBytes(ISO_8859_1), expected);
    }

    static Attack raw(String name, String tried, byte[] request, Integer... expected) {
        Set<Integer> statuses = Set.of(expected);
        return new Attack(name, tried, shown(statuses), target -> {
            try (RawConnection connection = target.connect()) {
                return judged(connection.offer(request).answer(), statuses);
            }
        });
    }

    /** A request for text whose headers and body are wrong. */
    static Attack body(String name, String tried, String rest, Integer... expected) {
        return raw(name, tried, HEAD + rest, expected);
    }

    /** A request for text that is HTTP as it should be, with such a body; {@code MODEL} stands for the model. */
    static Attack json(String name, String tried, String body, Integer... expected) {
        Set<Integer> statuses = Set.of(expected);
        return new Attack(name, tried, shown(statuses), target -> {
            try (RawConnection connection = target.connect()) {
                byte[] bytes = body.replace("MODEL", target.model()).getBytes(ISO_8859_1);
                return judged(connection.post("/v1/completions", bytes).answer(), statuses);
            }
        });
    }

    static Attack path(String tried, String path) {
        return raw("path tricks", tried, "GET " + path + " HTTP/1.1\r\nHost: attack\r\n\r\n", 200, 400, 404);
    }

    /** UTF-8 as {@link #json} takes it. */
    static String utf8(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static Outcome judged(RawAnswer answer, Set<Integer> expected) {
        boolean ok = expected.contains(answer.status()) && answer.explains();
        return new Outcome(ok, answer.explains() ? answer.shown() : answer.shown() + ", without an explanation");
    }

    private static String shown(Set<Integer> statuses) {
        return List.copyOf(statuses).stream()
                .sorted()
                .map(status -> status == 0 ? "closed" : Integer.toString(status))
                .collect(Collectors.joining(" or "));
    }
}

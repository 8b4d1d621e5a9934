package dev.intarsia.stack.attack;

import dev.intarsia.stack.attack.Attack.Outcome;
import java.io.IOException;
import java.util.List;

/** Clients that use their connection in ways of their own, all allowed. */
final class ClientAttacks {
    private static final int TOKENS = 60;

    private ClientAttacks() {}

    static List<Attack> all() {
        return List.of(
                new Attack("half-close", "whole answer", "200", target -> halfClosed(target, false)),
                new Attack("half-close", "streamed answer", "200 with [DONE]", target -> halfClosed(target, true)),
                new Attack("pipelining", "20 requests at once", "answered in turn", ClientAttacks::together),
                new Attack("pipelining", "a request within an answer", "answered in turn", ClientAttacks::within),
                new Attack("waiting client", "Expect: 100-continue", "100, then 200", ClientAttacks::expecting),
                new Attack("early end", "a body that ends too early", "400", ClientAttacks::cutShort));
    }

    private static Outcome halfClosed(AttackTarget target, boolean stream) throws IOException {
        try (RawConnection connection = target.connect()) {
            RawAnswer answer = connection
                    .post("/v1/completions", target.completion(TOKENS, stream))
                    .endOutput()
                    .answer();
            boolean whole = !stream || answer.body().contains("data: [DONE]");
            return new Outcome(answer.status() == 200 && whole, answer.shown() + (whole ? "" : ", cut short"));
        }
    }

    private static Outcome together(AttackTarget target) throws IOException {
        int requests = 20;
        try (RawConnection connection = target.connect()) {
            for (int i = 0; i < requests; i++) {
                connection.get(i % 2 == 0 ? "/v1/models" : "/livez");
            }
            for (int i = 0; i < requests; i++) {
                RawAnswer answer = connection.answer();
                boolean models = answer.body().contains("\"list\"");
                if (answer.status() != 200 || models != (i % 2 == 0)) {
                    return new Outcome(false, "answer " + (i + 1) + ": " + answer.shown());
                }
            }
            return new Outcome(true, requests + " answers in turn");
        }
    }

    private static Outcome within(AttackTarget target) throws IOException {
        try (RawConnection connection = target.connect()) {
            connection.post("/v1/completions", target.completion(TOKENS, false));
            connection.send("\r\n").get("/v1/models");
            RawAnswer first = connection.answer();
            RawAnswer second = connection.answer();
            boolean ok = first.status() == 200
                    && (second.closed()
                            || second.status() == 200 && second.body().contains("\"list\""));
            return new Outcome(ok, first.shown() + ", then " + second.shown());
        }
    }

    private static Outcome expecting(AttackTarget target) throws IOException {
        String body = target.completion(1, false);
        try (RawConnection connection = target.connect()) {
            connection.send("POST /v1/completions HTTP/1.1\r\nHost: attack\r\nExpect: 100-continue\r\nContent-Length: "
                    + body.length() + "\r\n\r\n");
            RawAnswer first = connection.answer();
            RawAnswer second = connection.send(body).answer();
            return new Outcome(
                    first.status() == 100 && second.status() == 200, first.shown() + ", then " + second.shown());
        }
    }

    private static Outcome cutShort(AttackTarget target) throws IOException {
        try (RawConnection connection = target.connect()) {
            RawAnswer answer = connection
                    .send("POST /v1/completions HTTP/1.1\r\nHost: attack\r\nContent-Length: 500\r\n\r\n{\"model\":")
                    .endOutput()
                    .answer();
            return new Outcome(answer.status() == 400, answer.shown());
        }
    }
}

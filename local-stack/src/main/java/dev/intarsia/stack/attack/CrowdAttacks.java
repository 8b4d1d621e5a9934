package dev.intarsia.stack.attack;

import dev.intarsia.stack.attack.Attack.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Many clients at once that are slow, silent or gone. Others are looked after all the while. */
final class CrowdAttacks {
    private static final String OTHERS = "others served";
    private static final int LONG = 200;
    private static final int FLOODS = 20;
    private static final int DEAF = 8;
    private static final int REQUESTS_OF_A_DEAF_CLIENT = 2_000;

    /** The longest that the texts of one crowd may wait for each other. */
    private static final Duration QUEUE = Duration.ofMinutes(2);

    private final UsualRequest others;

    CrowdAttacks(UsualRequest others) {
        this.others = others;
    }

    List<Attack> all() {
        return List.of(
                slow(
                        "slow bodies",
                        "a byte a second",
                        "POST /v1/completions HTTP/1.1\r\nHost: attack\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 5000\r\n\r\n{\"a\":\"",
                        "a"),
                slow("slow headers", "a byte a second", "GET /v1/models HTTP/1.1\r\nHost: attack\r\na: b", "b"),
                slow("silent connections", "not a byte", "", ""),
                new Attack("slow readers", "streams that nobody reads", OTHERS, this::deafStreams),
                new Attack("slow readers", "answers that nobody reads", OTHERS, this::deaf),
                new Attack("connection flood", "opened and closed", OTHERS, this::flood),
                new Attack("aborted streams", "gone after the first words", OTHERS, this::abortStreams),
                new Attack("aborted answers", "gone before the answer", OTHERS, this::abortAnswers));
    }

    private Attack slow(String name, String tried, String beginning, String more) {
        return new Attack(name, tried, OTHERS, target -> {
            try (Crowd crowd = Crowd.of(target, beginning)) {
                return judged(crowd.trickle(more, target.hold(), others), crowd.toString());
            }
        });
    }

    private Outcome deafStreams(AttackTarget target) {
        String body = target.completion(LONG, true);
        try (Crowd crowd = Crowd.of(
                target,
                "POST /v1/completions HTTP/1.1\r\nHost: attack\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)) {
            return judgedOnceTheyAreDone(crowd.toString());
        }
    }

    private Outcome deaf(AttackTarget target) {
        String requests = "GET /v1/models HTTP/1.1\r\nHost: attack\r\n\r\n".repeat(REQUESTS_OF_A_DEAF_CLIENT);
        AttackTarget few = new AttackTarget(target.url(), target.management(), target.model(), DEAF, target.hold());
        try (Crowd crowd = Crowd.of(few, requests)) {
            return judged(crowd.trickle("", target.hold(), others), crowd.toString());
        }
    }

    private Outcome flood(AttackTarget target) {
        String problem = "";
        for (int i = 0; i < FLOODS && problem.isEmpty(); i++) {
            Crowd.of(target, i % 2 == 0 ? "" : "GET /v1/models HTTP/1.1\r\nHost: a\r\n\r\n")
                    .close();
            problem = i % 5 == 0 ? others.problem() : "";
        }
        return judged(problem, FLOODS * target.connections() + " connections");
    }

    private Outcome abortStreams(AttackTarget target) throws IOException {
        for (int i = 0; i < DEAF; i++) {
            try (RawConnection connection = target.connect()) {
                connection.post("/v1/completions", target.completion(LONG, true));
                connection.ends();
            }
        }
        return judged(others.problem(), DEAF + " streams");
    }

    private Outcome abortAnswers(AttackTarget target) {
        String body = target.completion(LONG, false);
        Crowd.of(
                        target,
                        "POST /v1/completions HTTP/1.1\r\nHost: attack\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body)
                .close();
        return judgedOnceTheyAreDone(target.connections() + " connections");
    }

    /** Texts that were asked for in good form have their places in the queue first; looking needs none. */
    private Outcome judgedOnceTheyAreDone(String seen) {
        long giveUp = System.nanoTime() + QUEUE.toNanos();
        String problem = others.problemOfLooking();
        String asking = others.problemOfAsking();
        while (problem.isEmpty() && !asking.isEmpty() && System.nanoTime() < giveUp) {
            problem = others.problemOfLooking();
            asking = others.problemOfAsking();
        }
        return judged(problem.isEmpty() ? asking : problem, seen);
    }

    private static Outcome judged(String problem, String seen) {
        return new Outcome(problem.isEmpty(), problem.isEmpty() ? seen : problem);
    }
}

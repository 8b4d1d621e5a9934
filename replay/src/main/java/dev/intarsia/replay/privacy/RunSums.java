package dev.intarsia.replay.privacy;

import dev.intarsia.oppu.update.SeededDraws;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Users' summed signatures of the half that each run knows, as an assembler has them. */
final class RunSums {
    private final List<Subject> subjects;
    private final EventSketches sketches;
    private final SignatureNoise noise;

    /** @param sketches of these subjects' events */
    RunSums(List<Subject> subjects, EventSketches sketches, SignatureNoise noise) {
        this.subjects = List.copyOf(subjects);
        this.sketches = sketches;
        this.noise = noise;
    }

    List<Subject> subjects() {
        return subjects;
    }

    SignatureNoise noise() {
        return noise;
    }

    /** The sum of a subject's half in a run. */
    SignatureSum sum(int subject, int run) {
        Halves halves = subjects.get(subject).halves();
        return sum(
                subject,
                run,
                IntStream.range(0, halves.events())
                        .filter(event -> halves.in(run, event))
                        .toArray());
    }

    /** The sum of all events of a subject. */
    SignatureSum whole(int subject) {
        int events = subjects.get(subject).halves().events();
        return sum(subject, 0, IntStream.range(0, events).toArray());
    }

    private SignatureSum sum(int subject, int run, int[] events) {
        SignatureSum sum = SignatureSum.empty();
        for (int event : events) {
            Map<ModuleId, float[]> published = published(subject, run, event);
            sum = sum.add(sum.events() > 0 ? published : noise.used(published, seed("sum", subject, run)));
        }
        return sum;
    }

    /** One event's signature before anything is done to it but clipping: what an attacker computes. */
    Map<ModuleId, float[]> known(int subject, int event) {
        return noise.clipped(sketches.asked().get(subject).get(event));
    }

    /** One event's signature as it is published in a run. */
    Map<ModuleId, float[]> published(int subject, int run, int event) {
        return noise.published(sketches.asked().get(subject).get(event), seed("event " + event, subject, run));
    }

    private long seed(String purpose, int subject, int run) {
        return SeededDraws.seed("noise of " + purpose, subjects.get(subject).user(), run);
    }
}

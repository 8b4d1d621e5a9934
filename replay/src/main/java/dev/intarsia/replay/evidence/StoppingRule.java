package dev.intarsia.replay.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A way to choose by losses what is trained of a user: a residual for everybody, until a user's losses say at a due update
 * that it is not worth while. From then on nothing is trained of that user any more, and the assembled adapter answers.
 *
 * @param name as the report shows it
 */
record StoppingRule(String name, Stop stop) {
    StoppingRule {
        requireNonNull(name);
        requireNonNull(stop);
    }

    /** Judges one user. */
    @FunctionalInterface
    interface Stop {
        /** @param known the losses of the user's events that are known, in their order */
        boolean now(List<KnownLoss> known);
    }

    /**
     * What a trainer can know of one event before it learns from it.
     *
     * @param position of the event in the user's stream, from 0
     * @param assembled nats of the true answer under the assembled adapter alone
     * @param served nats under what answered
     * @param trained whether that was a residual
     */
    record KnownLoss(int position, double assembled, double served, boolean trained) {}

    /**
     * Stops where residuals were no better than the assembled adapters beneath them.
     *
     * @param least how many events are compared before that is judged
     */
    static Stop notPaying(int least) {
        return known -> {
            List<KnownLoss> compared = known.stream().filter(KnownLoss::trained).toList();
            return compared.size() >= least
                    && compared.stream()
                                    .mapToDouble(loss -> loss.assembled() - loss.served())
                                    .sum()
                            <= 0;
        };
    }

    /**
     * Stops where the assembled adapter is good enough.
     *
     * @param nats mean of an answer, of the known ones of the newest {@code newest} events
     */
    static Stop lowLoss(double nats, int newest) {
        return known -> {
            if (known.isEmpty()) {
                return false;
            }
            int last = known.get(known.size() - 1).position();
            return known.stream()
                            .filter(loss -> loss.position() > last - newest)
                            .mapToDouble(KnownLoss::assembled)
                            .average()
                            .orElseThrow()
                    <= nats;
        };
    }
}

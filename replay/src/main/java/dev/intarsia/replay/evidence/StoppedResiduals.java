package dev.intarsia.replay.evidence;

import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.replay.evidence.StoppingRule.KnownLoss;
import dev.intarsia.replay.method.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What rules that stop would have come to, from the answers of a residual for everybody and of the assembled adapters:
 * until it stops, such a rule does the same as the one, from then on as the other.
 *
 * @param how the residuals were trained
 * @param least due updates of a user before anything is judged
 */
record StoppedResiduals(ResidualRule how, int least) {
    /**
     * One rule.
     *
     * @param sampled by user, at which positions losses are known
     */
    EvidenceResult.OfRule of(
            StoppingRule rule,
            EvidenceResult.OfRule assembled,
            EvidenceResult.OfRule residual,
            List<Set<Integer>> sampled) {
        List<UserAnswers> users = new ArrayList<>();
        long rows = 0;
        int trained = 0;
        for (int user = 0; user < assembled.users().size(); user++) {
            UserAnswers plain = assembled.users().get(user);
            UserAnswers served = residual.users().get(user);
            int stopped = stopped(rule, plain, served, sampled.get(user));
            rows += rows(Math.min(stopped, served.events()));
            boolean stays = stopped > served.events();
            trained += stays && served.events() >= how.every() ? 1 : 0;
            users.add(served.until(stopped, plain));
        }
        double share = (double) rows / residual.rows();
        return new EvidenceResult.OfRule(rule.name(), users, rows, share * residual.flops(), trained);
    }

    /** How many rows residuals of a user with so many events have been trained on: each event once, as updates fall due. */
    private long rows(int events) {
        return (long) (events / how.every()) * how.steps() * Math.min(how.rows(), how.every());
    }

    /** After how many events the rule stops; more than there are where it never does. */
    private int stopped(StoppingRule rule, UserAnswers plain, UserAnswers served, Set<Integer> sampled) {
        List<KnownLoss> known = new ArrayList<>();
        for (int events = 1; events <= served.events(); events++) {
            int position = events - 1;
            if (sampled.contains(position) && served.at(position).isPresent()) {
                Mark mark = served.at(position).get();
                double beneath = plain.at(position).orElseThrow().nll();
                known.add(new KnownLoss(position, beneath, mark.nll(), position >= how.every()));
            }
            if (events % how.every() == 0
                    && events / how.every() >= least
                    && rule.stop().now(known)) {
                // The update that falls due now is not made any more.
                return events - 1;
            }
        }
        return Integer.MAX_VALUE;
    }
}

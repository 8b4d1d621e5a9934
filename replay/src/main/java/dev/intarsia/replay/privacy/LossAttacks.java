package dev.intarsia.replay.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Attacks by what events lose under adapters. */
final class LossAttacks {
    private LossAttacks() {}

    /**
     * Scores of all subjects' events in the published runs.
     *
     * @param base losses under the base model, [subject][event]
     * @param losses [run][subject][event], published runs first
     * @param shadows how many shadow runs LiRA uses; 0 for no LiRA
     */
    static Map<AttackMethod, List<MembershipScore>> scores(
            List<Subject> subjects, double[][] base, double[][][] losses, int shadows) {
        Map<AttackMethod, List<MembershipScore>> scores = new EnumMap<>(AttackMethod.class);
        for (int subject = 0; subject < subjects.size(); subject++) {
            int now = subject;
            Halves halves = subjects.get(subject).halves();
            double[][] ratios =
                    shadows == 0 ? new double[0][] : LikelihoodRatio.scores(statistics(losses, now), halves, shadows);
            for (int run = 0; run < halves.published(); run++) {
                for (int event = 0; event < halves.events(); event++) {
                    double loss = losses[run][subject][event];
                    boolean member = halves.in(run, event);
                    add(scores, AttackMethod.LOSS, new MembershipScore(subject, member, -loss));
                    add(
                            scores,
                            AttackMethod.CALIBRATED,
                            new MembershipScore(subject, member, base[subject][event] - loss));
                    if (shadows > 0) {
                        add(scores, AttackMethod.LIRA, new MembershipScore(subject, member, ratios[run][event]));
                    }
                }
            }
        }
        return scores;
    }

    /** [run][event] of one subject. */
    private static double[][] statistics(double[][][] losses, int subject) {
        return IntStream.range(0, losses.length)
                .mapToObj(run -> losses[run][subject])
                .map(own -> Arrays.stream(own).map(LikelihoodRatio::confidence).toArray())
                .toArray(double[][]::new);
    }

    private static void add(
            Map<AttackMethod, List<MembershipScore>> scores, AttackMethod method, MembershipScore score) {
        scores.computeIfAbsent(method, asked -> new ArrayList<>()).add(score);
    }
}

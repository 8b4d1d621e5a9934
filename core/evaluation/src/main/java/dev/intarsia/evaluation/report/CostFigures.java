package dev.intarsia.evaluation.report;

import dev.intarsia.evaluation.result.Cost;

/**
 * What one method cost, in total and per user, event and answer. Only {@code seconds} differ between two runs of the
 * same replay.
 *
 * @param users target users
 * @param events of the targets that were learned from
 * @param answers given
 * @param bytes kept for all target users together
 * @param sharedBytes kept once for everybody
 */
record CostFigures(
        long users,
        long events,
        long answers,
        long bytes,
        double bytesPerUser,
        long sharedBytes,
        Work flops,
        Work seconds) {
    /**
     * Floating-point operations, or seconds.
     *
     * @param preparing before any target user came
     * @param learning from the targets' events
     * @param answering their questions
     */
    record Work(
            double preparing,
            double learning,
            double answering,
            double learningPerUser,
            double learningPerEvent,
            double perAnswer) {
        private static Work of(Cost cost, double preparing, double learning, double answering) {
            return new Work(
                    preparing,
                    learning,
                    answering,
                    per(learning, cost.users()),
                    per(learning, cost.events()),
                    per(answering, cost.answers()));
        }
    }

    static CostFigures of(Cost cost) {
        return new CostFigures(
                cost.users(),
                cost.events(),
                cost.answers(),
                cost.bytes(),
                per(cost.bytes(), cost.users()),
                cost.sharedBytes(),
                Work.of(cost, cost.preparingFlops(), cost.learningFlops(), cost.answeringFlops()),
                Work.of(cost, cost.preparingSeconds(), cost.learningSeconds(), cost.answeringSeconds()));
    }

    private static double per(double whole, long parts) {
        return parts == 0 ? 0 : whole / parts;
    }
}

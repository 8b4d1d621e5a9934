package dev.intarsia.evaluation.result;

/**
 * What one method cost over a whole replay.
 *
 * @param preparingSeconds before any target user: the pool, the gates
 * @param learningSeconds from the targets' events: training, signatures, assembling
 * @param answeringSeconds of the questions
 * @param preparingFlops floating-point operations, counted from the model's shape and the rows' lengths; likewise the others
 * @param bytes that are kept for all target users together
 * @param sharedBytes that are kept once for everybody: a pool with its gates
 * @param users target users
 * @param events of the targets that were learned from
 * @param answers given
 */
public record Cost(
        double preparingSeconds,
        double learningSeconds,
        double answeringSeconds,
        double preparingFlops,
        double learningFlops,
        double answeringFlops,
        long bytes,
        long sharedBytes,
        long users,
        long events,
        long answers) {}

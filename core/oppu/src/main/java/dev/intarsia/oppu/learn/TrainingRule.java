package dev.intarsia.oppu.learn;

import java.util.function.Predicate;

/** Chooses what is trained of each user. */
@FunctionalInterface
public interface TrainingRule {
    /**
     * What is trained of a user.
     *
     * @param events how many the user has had
     */
    TrainedKind of(String user, long events);

    /** Own adapters for those who may have one, and nothing for others. */
    static TrainingRule own(Predicate<String> mayOwn) {
        return (user, events) -> mayOwn.test(user) ? TrainedKind.OWN : TrainedKind.NOTHING;
    }
}

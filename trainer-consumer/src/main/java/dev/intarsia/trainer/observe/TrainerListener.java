package dev.intarsia.trainer.observe;

/** Told of each batch once it is committed, on the trainer's own thread: return soon. */
@FunctionalInterface
public interface TrainerListener {
    void committed(BatchReport report);

    /** Listens to nothing. */
    static TrainerListener none() {
        return report -> {};
    }
}

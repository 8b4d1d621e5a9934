package dev.intarsia.replay.method;

import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A way of answering for users, driven by a protocol over all target users at once. One thread calls, in this order:
 * {@link #prepare} once; in a resumed run {@link #restore} once; then {@link #answer} and {@link #learn} in any turn; at
 * the end {@link #close}.
 *
 * <p>What a method keeps to:
 *
 * <ul>
 *   <li>A user's answer follows from the population, the events learned of <em>that user</em> so far and the question,
 *       bit by bit. It depends on no other target user, nor on which questions and events come in one call: cutting the
 *       same sequences into calls in another way, or leaving other users out, changes nothing.
 *   <li>Answering changes nothing that an answer depends on.
 *   <li>Randomness comes from the replay's seed and the user, time from the events.
 *   <li>Two runs answer alike, and so does one that was killed and restored.
 * </ul>
 *
 * <p>The driver takes the seconds of each call, and reads {@link #flops} before and after it.
 */
public interface Method extends AutoCloseable {
    /** As reports name it, such as {@code oppu+retrieval-1}; unique in a replay. */
    String name();

    /**
     * Gets ready before any target user is seen. In a resumed run this is called again: work of more than seconds should
     * be kept through {@link dev.intarsia.replay.engine.StateDirectory} and read back.
     *
     * @param population everybody who is no target
     * @param progress told of what takes more than seconds, every few of them
     */
    default void prepare(Population population, Progress progress) {}

    /**
     * Answers in the order given.
     *
     * @param questions of any number of users, several of one user too; each is answered from what was learned before
     *     this call
     */
    List<Reply> answer(List<Question> questions);

    /**
     * How surprising the true answers are, for tasks whose answer is text: −log p of each in nats, the mean per token
     * with the end of sequence. Called after the questions were answered and before anything else is learned. Not for
     * learning.
     *
     * @param questions as given to {@link #answer}
     * @param golds the true answers
     * @return as many numbers as questions, or none at all where the method knows no probabilities
     */
    default List<Double> nll(List<Question> questions, List<String> golds) {
        return List.of();
    }

    /**
     * Learns, or only remembers.
     *
     * @param events of any number of users; each user's in order of time, over all calls together
     */
    void learn(List<RecordedEvent> events);

    /** Floating-point operations of the model since this object was made; only grows. */
    default double flops() {
        return 0;
    }

    /**
     * What earlier methods of this run have computed and this one uses without computing it again, such as a common
     * pool: counted as this method's preparing, too. Asked after {@link #prepare}.
     */
    default Work borrowed() {
        return Work.NONE;
    }

    /** What is kept now for users to come. */
    StorageCost kept();

    /**
     * Writes what {@link #restore} needs beyond the events learned so far. Called between two calls, now and then.
     */
    default void save(DataOutput out) throws IOException {}

    /**
     * Goes on from where {@link #save} was called, in a new process, after {@link #prepare}.
     *
     * @param learned all events given to {@link #learn} until then, each user's in order; learning them again is all
     *     that a method without a state of its own has to do
     * @param in exactly what was saved
     */
    default void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        learn(learned);
    }

    @Override
    default void close() {}
}

package dev.intarsia.replay.method;

import java.util.List;
import java.util.Set;

/** Methods that belong together. */
public interface MethodGroup {
    /**
     * Those that can answer the workplace's task, in the order in which reports show them. They may share what they
     * prepare; one that finds it done says so in {@link Method#borrowed}. Methods run one after the other, in this
     * order with slow ones last, and any of them may be left out.
     */
    List<MethodFactory> offers(MethodContext workplace);

    /** The names of all that it may offer for one task or another. */
    Set<String> names();
}

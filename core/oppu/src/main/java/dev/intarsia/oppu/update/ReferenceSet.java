package dev.intarsia.oppu.update;

import dev.intarsia.model.example.Example;
import java.util.List;

/**
 * Examples that belong to no user and that an adapter must not unlearn: they reveal harm that a user's own answers
 * hide. A version's mean loss on them may exceed the base model's by no more than a margin.
 *
 * @param examples may be empty, for no such guard
 * @param margin in nats per response token, from 0
 */
public record ReferenceSet(List<Example> examples, double margin) {
    public ReferenceSet {
        examples = List.copyOf(examples);
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("guard.reference-margin must be from 0, not " + margin + ".");
        }
    }

    /** Guards nothing. */
    public static ReferenceSet none() {
        return new ReferenceSet(List.of(), 0);
    }

    /**
     * Whether a version may be published.
     *
     * @param base mean loss of the base model on the examples
     * @param candidate the same of the version; one that is not finite is never accepted
     */
    public boolean accepts(double base, double candidate) {
        return Double.isFinite(candidate) && candidate <= base + margin;
    }
}

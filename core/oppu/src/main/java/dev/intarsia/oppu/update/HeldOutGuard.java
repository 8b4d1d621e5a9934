package dev.intarsia.oppu.update;

/**
 * Keeps a version that would answer worse from being published: its loss on the user's newest events, which it was not
 * trained on, may exceed the standing version's by no more than a margin.
 *
 * @param holdout how many of the newest events are held out; 0 for no guard
 * @param margin in nats per response token, from 0
 */
public record HeldOutGuard(int holdout, double margin) {
    public HeldOutGuard {
        if (holdout < 0 || !(margin >= 0)) {
            throw new IllegalArgumentException(
                    "guard.holdout and guard.margin must be from 0, not " + holdout + " and " + margin + ".");
        }
    }

    public boolean on() {
        return holdout > 0;
    }

    /**
     * Whether the candidate may replace what stands.
     *
     * @param standing mean held-out loss of the standing version, or of the base where there is none
     * @param candidate the same of the candidate; one that is not finite is never accepted
     */
    public boolean accepts(double standing, double candidate) {
        return Double.isFinite(candidate) && candidate <= standing + margin;
    }
}

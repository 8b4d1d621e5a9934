package dev.intarsia.stack.attack;

import java.io.IOException;

/**
 * One attack.
 *
 * @param name as in {@code slow bodies}
 * @param tried what is done
 * @param expected what a sound server does
 */
record Attack(String name, String tried, String expected, Trial trial) {
    /** Does it. */
    @FunctionalInterface
    interface Trial {
        /** @throws IOException where the server cannot be reached any more */
        Outcome run(AttackTarget target) throws IOException;
    }

    /**
     * What came of it.
     *
     * @param ok whether it is as expected
     * @param seen for people
     */
    record Outcome(boolean ok, String seen) {}
}

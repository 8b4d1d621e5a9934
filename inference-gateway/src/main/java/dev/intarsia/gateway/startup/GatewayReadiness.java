package dev.intarsia.gateway.startup;

/** Whether the gateway answers questions yet, and still. */
public interface GatewayReadiness {
    /** True once everything that was there at the start has been taken in, while what comes since goes on being. */
    boolean ready();

    /**
     * Whether questions are answered: from when everything that was there at the start has been taken in. Stays true where
     * nothing new is taken in any more, since what is there is still right.
     */
    default boolean answers() {
        return ready();
    }

    /** What it waits for, for people; empty when it is ready. */
    String waitingFor();

    /** False when it will not recover by itself and has to be started anew. */
    boolean alive();
}

package dev.intarsia.gateway.startup;

/**
 * Whether the gateway answers questions yet, and still. Users' events, of which there may be many, are not waited for: until
 * they have been taken in, prompts carry nothing of their users.
 */
public interface GatewayReadiness {
    /** True once everything but events that was there at the start has been taken in, while what comes since goes on being. */
    boolean ready();

    /**
     * Whether questions are answered: from when everything but events that was there at the start has been taken in. Stays true
     * where nothing new is taken in any more, since what is there is still right.
     */
    default boolean answers() {
        return ready();
    }

    /** How many records of users' events that were there at the start are still to be read; 0 when all have been. */
    default long eventsBehind() {
        return 0;
    }

    /** What it waits for, for people; empty when it is ready. */
    String waitingFor();

    /** False when it will not recover by itself and has to be started anew. */
    boolean alive();
}

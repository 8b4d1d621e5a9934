package dev.intarsia.benchmarks.faults;

/** A broker in a process of its own that can be killed, and comes back at the same address with what it had written. */
public interface RestartableBroker {
    /** Where clients find it, as {@code host:port}. */
    String bootstrapServers();

    /** SIGKILL. */
    void kill() throws InterruptedException;

    /** Starts it again after {@link #kill}; returns when it takes records. */
    void restart() throws InterruptedException;
}

package dev.intarsia.stack.broker;

import java.nio.file.Path;

/** A broker in a process of its own, for a test to kill. */
final class BrokerProgram {
    private BrokerProgram() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.anywhere(Path.of(args[0])));
        System.out.println("READY " + broker.bootstrapServers());
        Thread.currentThread().join();
    }
}

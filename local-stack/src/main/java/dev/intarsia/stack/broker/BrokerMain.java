package dev.intarsia.stack.broker;

import dev.intarsia.stack.port.Port;
import java.nio.file.Path;

/** A broker as a program: {@code DATA-DIRECTORY PORT CONTROLLER-PORT}. Says {@value #READY} when it takes records. */
final class BrokerMain {
    static final String READY = "READY";

    private BrokerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker.start(new BrokerSettings(
                Path.of(arguments[0]), port(arguments[1], "port"), port(arguments[2], "controller port")));
        System.out.println(READY);
        Thread.currentThread().join();
    }

    private static Port port(String number, String name) {
        return new Port(Integer.parseInt(number), name);
    }
}

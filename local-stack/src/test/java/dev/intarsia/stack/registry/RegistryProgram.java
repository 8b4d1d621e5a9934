package dev.intarsia.stack.registry;

import java.nio.file.Path;

/** A starter of a registry in a process of its own, for a test to kill. */
final class RegistryProgram {
    private RegistryProgram() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedRegistry registry = EmbeddedRegistry.start(RegistrySettings.anywhere(Path.of(args[0])));
        System.out.println("READY " + registry.process().pid() + " " + registry.url());
        Thread.currentThread().join();
    }
}

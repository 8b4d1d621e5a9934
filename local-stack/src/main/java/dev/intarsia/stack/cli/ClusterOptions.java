package dev.intarsia.stack.cli;

import dev.intarsia.stack.registry.RegistryAddress;
import picocli.CommandLine.Option;

/** Which broker and registry a command talks to. */
final class ClusterOptions {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:9092",
            description = "The broker (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String bootstrapServers;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "http://localhost:8081",
            description = "The schema registry, Confluent's or the one that 'up' starts (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String registry;

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Asks whoever is there below which path its registry answers. */
    String registry() {
        return RegistryAddress.complete(registry);
    }

    /** As it was given. */
    String givenRegistry() {
        return registry;
    }
}

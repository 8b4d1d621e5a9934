package dev.intarsia.stack.cli;

import dev.intarsia.stack.ending.OrderlyEnd;
import dev.intarsia.stack.home.Home;
import dev.intarsia.stack.port.Port;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.stack.services.StackWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code intarsia up}: everything on this machine, until it is told to end. */
@Command(
        name = "up",
        description = "Runs broker, registry and all services on this machine until it is told to end.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Mixin
    private final StackOptions options = new StackOptions();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where everything is kept between runs (default: .intarsia/data).")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Default: ${DEFAULT-VALUE}.")
    private int brokerPort;

    @Option(
            names = "--controller-port",
            paramLabel = "PORT",
            defaultValue = "9093",
            description = "Default: ${DEFAULT-VALUE}.")
    private int controllerPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Default: ${DEFAULT-VALUE}.")
    private int registryPort;

    @Option(
            names = "--ingest-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "Default: ${DEFAULT-VALUE}.")
    private int ingestPort;

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Default: ${DEFAULT-VALUE}.")
    private int gatewayPort;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path data = dataDirectory == null ? Home.here().dataDirectory() : dataDirectory;
        try (OrderlyEnd end = new OrderlyEnd();
                LocalStack stack = LocalStack.start(options.settings(data, ports()), part -> {
                    out.println("Starting " + part + " ...");
                    out.flush();
                });
                StackWatch watch = new StackWatch(stack::notReady, words -> {
                    out.println(words);
                    out.flush();
                })) {
            out.println("Ingest    " + stack.ingestUrl() + "/v1/events");
            out.println("Gateway   " + stack.gatewayUrl() + "/v1/chat/completions");
            stack.managementUrls()
                    .forEach((service, url) -> out.println("Operators " + url + "/metrics of " + service));
            out.println("Broker    " + stack.cluster().bootstrapServers());
            out.println("Registry  " + stack.cluster().registryUrl());
            out.println("Data      " + data.toAbsolutePath().normalize());
            stack.warning().ifPresent(warning -> out.println("Warning   " + warning));
            out.println("Ready. Ctrl-C ends it; what it holds stays.");
            out.flush();
            watch.start();
            end.await();
        }
        return 0;
    }

    private StackSettings.Ports ports() {
        return new StackSettings.Ports(
                new Port(brokerPort, "--broker-port"),
                new Port(controllerPort, "--controller-port"),
                new Port(registryPort, "--registry-port"),
                new Port(ingestPort, "--ingest-port"),
                new Port(gatewayPort, "--gateway-port"));
    }
}

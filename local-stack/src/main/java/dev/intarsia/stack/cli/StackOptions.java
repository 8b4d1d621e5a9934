package dev.intarsia.stack.cli;

import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.stack.services.StackSettings.Service;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that starts the stack can be told. */
final class StackOptions {
    @Mixin
    private final CheckpointOption checkpoint = new CheckpointOption();

    @Option(
            names = "--set",
            paramLabel = "SERVICE.KEY=VALUE",
            description = "A service's setting, as in trainer-consumer.update.every=16; repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    StackSettings settings(Path dataDirectory, StackSettings.Ports ports) {
        return new StackSettings(dataDirectory, checkpoint.directory(), ports, StackSettings.PARTITIONS, byService());
    }

    private Map<Service, Map<String, String>> byService() {
        Map<Service, Map<String, String>> byService = new EnumMap<>(Service.class);
        settings.forEach((name, value) -> {
            int dot = name.indexOf('.');
            Service service = service(dot < 0 ? name : name.substring(0, dot));
            byService.computeIfAbsent(service, each -> new HashMap<>()).put(name.substring(dot + 1), value);
        });
        return byService;
    }

    private static Service service(String name) {
        for (Service service : Service.values()) {
            if (service.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return service;
            }
        }
        throw new IllegalArgumentException("--set begins with '" + name
                + "'; begin with ingest, trainer-consumer, assembler-stream or inference-gateway and a dot.");
    }
}

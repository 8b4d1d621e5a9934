package dev.intarsia.stack.services;

import dev.intarsia.stack.port.Port;
import dev.intarsia.stack.services.StackSettings.Service;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings by which each service finds the broker, the registry, the model and its own place.
 *
 * @param bootstrapServers where the broker is
 * @param registryUrl where the registry is
 */
record Wiring(StackSettings settings, String bootstrapServers, String registryUrl) {
    /** The service's settings that differ from its own defaults. */
    Map<String, String> of(Service service) {
        Map<String, String> wired = new HashMap<>();
        wired.put("kafka.bootstrap-servers", bootstrapServers);
        wired.put("schema-registry.url", registryUrl);
        wired.put("management.port", "0");
        String state = settings.dataDirectory().resolve("state").toString();
        switch (service) {
            case INGEST -> {
                wired.put("http.host", Port.HOST);
                wired.put("http.port", number(settings.ports().ingest()));
            }
            case TRAINER_CONSUMER -> {
                partitions(wired);
                model(wired);
                wired.put("state.directory", state + "/trainer-consumer");
            }
            case ASSEMBLER_STREAM -> {
                partitions(wired);
                wired.put("state.directory", state + "/assembler-stream");
            }
            case INFERENCE_GATEWAY -> {
                partitions(wired);
                model(wired);
                wired.put("state.directory", state + "/inference-gateway");
                wired.put("http.host", Port.HOST);
                wired.put("http.port", number(settings.ports().gateway()));
            }
        }
        wired.putAll(settings.settings().getOrDefault(service, Map.of()));
        return wired;
    }

    private void partitions(Map<String, String> wired) {
        wired.put("kafka.partitions", Integer.toString(settings.partitions()));
    }

    private void model(Map<String, String> wired) {
        wired.put("model.path", settings.model().toString());
        wired.put("model.precision", "auto");
        wired.put(
                "model.measurements",
                settings.dataDirectory().resolve("measurements").toString());
    }

    private static String number(Port port) {
        return Integer.toString(port.claim());
    }
}

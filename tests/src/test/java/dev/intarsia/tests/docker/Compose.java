package dev.intarsia.tests.docker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The compose file, read. */
final class Compose {
    private static final Map<String, Object> FILE = Checkout.yaml("docker/compose.yaml");

    private Compose() {}

    static Map<?, ?> volumes() {
        return (Map<?, ?>) FILE.get("volumes");
    }

    /** The services that run our own image. */
    static Stream<String> ours() {
        return services().keySet().stream().filter(name -> service(name).containsKey("build"));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Map<String, Object>> services() {
        return (Map<String, Map<String, Object>>) FILE.get("services");
    }

    static Map<String, Object> service(String name) {
        return services().get(name);
    }

    static Map<String, String> environment(String service) {
        Map<?, ?> values = (Map<?, ?>) service(service).get("environment");
        Map<String, String> text = new TreeMap<>();
        values.forEach((name, value) -> text.put(name.toString(), value.toString()));
        return text;
    }

    @SuppressWarnings("unchecked")
    static List<String> health(String service) {
        return (List<String>) ((Map<String, Object>) service(service).get("healthcheck")).get("test");
    }

    @SuppressWarnings("unchecked")
    static List<String> list(String service, String key) {
        return (List<String>) service(service).getOrDefault(key, List.of());
    }
}

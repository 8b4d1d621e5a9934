package dev.intarsia.schemas.config;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The keys by which a service's settings were known in earlier versions. One that is still given would else be passed over
 * in silence where it comes from the environment or a system property.
 *
 * @param keys an earlier key to today's; both end with a dot where any words may follow
 */
record RenamedKeys(Map<String, String> keys) {
    /** An earlier name to today's; one that ends with a dot stands for all keys of a section. */
    private static final Map<String, String> EVERYWHERE =
            Map.of("kafka.settings.", "kafka.properties.", "schema-registry.settings.", "schema-registry.properties.");

    private static final Map<String, Map<String, String>> OF_SERVICE = Map.of(
            "ingest",
            Map.of(
                    "ingest.http.",
                    "http.",
                    "ingest.http.body-limit",
                    "http.max-body-bytes",
                    "ingest.limits.",
                    "limits."),
            "trainer-consumer",
            Map.of(
                    "kafka.group",
                    "kafka.group-id",
                    "metrics.port",
                    "management.port",
                    "adapters.scratch-directory",
                    "state.directory",
                    "update.replay.",
                    "update.rehearsal."),
            "assembler-stream",
            Map.of("kafka.application", "kafka.group-id", "metrics.port", "management.port"),
            "inference-gateway",
            Map.of("kafka.application-id", "kafka.group-id", "history.window", "history.max-events"));

    /** @param today every key that the service reads */
    static RenamedKeys of(String service, Set<String> today) {
        Map<String, String> renamed = new TreeMap<>(EVERYWHERE);
        renamed.putAll(OF_SERVICE.getOrDefault(service, Map.of()));
        Map<String, String> keys = new TreeMap<>();
        renamed.forEach((earlier, now) -> today.stream()
                .map(key -> key.replace("[*]", "").replace(".*", "."))
                .filter(key -> now.endsWith(".") ? key.startsWith(now) : key.equals(now))
                .forEach(key -> keys.put(earlier + key.substring(now.length()), key)));
        return new RenamedKeys(keys);
    }

    /**
     * Looks at the keys of a file, of system properties or of a command line.
     *
     * @throws IllegalArgumentException where there are earlier ones among them; it names today's
     */
    void refuse(String source, Collection<String> names) {
        Set<String> found = new TreeSet<>();
        names.forEach(name ->
                found.addAll(today(name.replaceAll("\\[\\d+]", "").replace("\"", ""), UnaryOperator.identity())));
        refuse(source, found);
    }

    /**
     * Looks at the names of environment variables, in every way in which a key may be written there.
     *
     * @throws IllegalArgumentException where there are earlier keys among them; it names today's
     */
    void refuseVariables(Collection<String> names) {
        Set<String> found = new TreeSet<>();
        names.forEach(name -> found.addAll(today(EnvironmentVariables.name(name), EnvironmentVariables::name)));
        refuse("the environment", found);
    }

    private static void refuse(String source, Set<String> found) {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(source + " has settings under earlier names; write the new ones: "
                    + String.join("; ", found) + ".");
        }
    }

    /** What a name is called today, as a sentence; none for a name of today. */
    private Set<String> today(String name, UnaryOperator<String> form) {
        Set<String> found = new TreeSet<>();
        keys.forEach((earlier, now) -> {
            String written = form.apply(earlier);
            boolean within = earlier.endsWith(".") && (name.startsWith(written) || written.equals(name + "."));
            if (within || name.equals(written)) {
                String rest = name.substring(Math.min(name.length(), written.length()));
                String today = form.apply(now);
                found.add(name + " is now " + today + rest + (today.equals(now) ? "" : " for " + withoutDot(now)));
            }
        });
        return found;
    }

    private static String withoutDot(String section) {
        return section.endsWith(".") ? section.substring(0, section.length() - 1) : section;
    }
}

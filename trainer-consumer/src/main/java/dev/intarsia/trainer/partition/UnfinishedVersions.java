package dev.intarsia.trainer.partition;

import dev.intarsia.schemas.avro.AdapterModule;
import java.util.HashMap;
import java.util.Map;

/** Modules of adapter versions that have not come whole yet, by user. Not thread-safe. */
final class UnfinishedVersions {
    private final Map<String, Map<String, AdapterModule>> modules = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();

    /**
     * Adds a module.
     *
     * @param offset of its record
     * @return all modules of the user's newest version, once they are there; none before
     */
    Map<String, AdapterModule> add(AdapterModule module, long offset) {
        String user = module.getUser();
        Map<String, AdapterModule> parts = modules.computeIfAbsent(user, key -> new HashMap<>());
        parts.put(module.getModule(), module);
        offsets.putIfAbsent(user, offset);
        long same = parts.values().stream()
                .filter(part -> part.getVersion() == module.getVersion())
                .count();
        if (same < module.getModules()) {
            return Map.of();
        }
        forget(user);
        return parts;
    }

    void forget(String user) {
        modules.remove(user);
        offsets.remove(user);
    }

    /** From where the log has to be read so that none of these modules is missed. */
    long from(long position) {
        return offsets.values().stream().mapToLong(Long::longValue).reduce(position, Math::min);
    }
}

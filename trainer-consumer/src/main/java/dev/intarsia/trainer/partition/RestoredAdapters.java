package dev.intarsia.trainer.partition;

import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.trainer.wire.AdapterAssembly;
import dev.intarsia.trainer.wire.AdapterRecords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers users' adapters from the log. A version goes to the store as soon as its last module has come, so that only
 * unfinished ones are in memory; where the last one stays unfinished, the user has none.
 */
final class RestoredAdapters {
    private final AdapterAssembly assembly;
    private final AdapterStore store;
    private final Map<String, Map<String, AdapterModule>> unfinished = new HashMap<>();
    private final Map<String, AdapterVersion> standing = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final Map<String, AdapterVersion> last = new HashMap<>();
    private final Map<String, Set<String>> modules = new HashMap<>();

    RestoredAdapters(AdapterAssembly assembly, AdapterStore store) {
        this.assembly = assembly;
        this.store = store;
    }

    void put(AdapterModule module) {
        String user = module.getUser();
        modules.computeIfAbsent(user, key -> new HashSet<>()).add(module.getModule());
        // Not the highest: an erased user's versions begin anew.
        newest.put(user, module.getVersion());
        last.put(user, AdapterRecords.standing(module));
        Map<String, AdapterModule> parts = unfinished.computeIfAbsent(user, key -> new HashMap<>());
        parts.put(module.getModule(), module);
        long same = parts.values().stream()
                .filter(part -> part.getVersion() == module.getVersion())
                .count();
        if (same < module.getModules()) {
            return;
        }
        AdapterAssembly.Found found = assembly.assemble(parts);
        if (found.own() != null && found.state() != null) {
            standing.put(user, found.own());
            store.put(user, found.state());
            unfinished.remove(user);
        }
    }

    /** A module's record was erased; modules are always erased together. */
    void erase(String user, String module) {
        Set<String> left = modules.getOrDefault(user, Set.of());
        left.remove(module);
        if (left.isEmpty()) {
            modules.remove(user);
        }
        drop(user);
        newest.remove(user);
        last.remove(user);
    }

    /** The user's adapter, or null where the newest version is of another base model or layout, or not whole. */
    @Nullable
    AdapterVersion standing(String user) {
        return unfinished.containsKey(user) ? null : standing.get(user);
    }

    /** What was written last of the user, of whatever base model and layout, whole or not; null where nothing stands. */
    @Nullable
    AdapterVersion last(String user) {
        return last.get(user);
    }

    /** The newest version of the user, 0 for none. */
    long newestVersion(String user) {
        return newest.getOrDefault(user, 0L);
    }

    Map<String, Set<String>> modules() {
        return modules;
    }

    /** Forgets a user's numbers, and those of a version that stayed unfinished. */
    void drop(String user) {
        standing.remove(user);
        unfinished.remove(user);
        store.remove(user);
    }

    void dropAll() {
        standing.keySet().forEach(store::remove);
    }
}

package dev.intarsia.gateway.topology;

import static dev.intarsia.gateway.topology.UnusableRecordException.require;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.topic.ModuleKey;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the modules of a user's own adapter and makes a version the user's once all its modules are there. */
final class AdapterReaction implements Reaction<ModuleKey, AdapterModule> {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Which modules of a version are in the store; a memory of it, so that not every arrival reads it again. */
    private record Arriving(long version, Set<String> modules) {}

    private final UserStores stores;
    private final Arrivals arrivals;
    private final Map<String, Arriving> arriving = new HashMap<>();

    AdapterReaction(UserStores stores, Arrivals arrivals) {
        this.stores = stores;
        this.arrivals = arrivals;
    }

    @Override
    public void value(ModuleKey key, AdapterModule module) {
        require(
                key.user().equals(module.getUser()) && key.module().equals(module.getModule()),
                "Module " + module.getModule() + " of " + module.getUser() + " has the key " + key + ".");
        AdapterModule served = stores.versions().get(key.user());
        boolean stale = served != null && module.getVersion() <= served.getVersion();
        if (stale || stores.erasedSince(key.user(), module.getLastIngestedAt())) {
            return;
        }
        require(
                finite(module),
                "Module " + module.getModule() + " of " + module.getUser() + " holds numbers that are not finite.");
        stores.weights().put(entry(key, module.getVersion()), bytes(module.getWeights()));
        if (modulesThere(key, module.getVersion()).size() == module.getModules()) {
            complete(module);
        }
    }

    /** An adapter of which a module is erased is no adapter any more. */
    @Override
    public void tombstone(ModuleKey key, long time) {
        arriving.remove(key.user());
        stores.dropAdapter(key.user());
        arrivals.dropped(key.user());
    }

    private void complete(AdapterModule module) {
        String user = module.getUser();
        arriving.remove(user);
        stores.versions()
                .put(
                        user,
                        AdapterModule.newBuilder(module)
                                .setWeights(NOTHING)
                                .setFirstMoment(NOTHING)
                                .setSecondMoment(NOTHING)
                                .build());
        UserStores.keys(stores.weights(), user).stream()
                .filter(entry -> entry.order() < module.getVersion())
                .forEach(stores.weights()::delete);
        arrivals.adapted(user, module.getLastIngestedAt());
    }

    private Set<String> modulesThere(ModuleKey key, long version) {
        @Nullable Arriving known = arriving.get(key.user());
        if (known == null || known.version() != version) {
            known = new Arriving(version, new HashSet<>());
            arriving.put(key.user(), known);
            for (UserEntryKey entry : UserStores.keys(stores.weights(), key.user())) {
                if (entry.order() == version) {
                    known.modules().add(entry.name());
                }
            }
        }
        known.modules().add(key.module());
        return known.modules();
    }

    /** The version that is served stays, rather than one that could answer nothing. */
    private static boolean finite(AdapterModule module) {
        ByteBuffer weights = module.getWeights();
        return weights.remaining() % Float.BYTES != 0 || LittleEndianFloats.finite(LittleEndianFloats.decode(weights));
    }

    private static UserEntryKey entry(ModuleKey key, long version) {
        return new UserEntryKey(key.user(), version, key.module());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

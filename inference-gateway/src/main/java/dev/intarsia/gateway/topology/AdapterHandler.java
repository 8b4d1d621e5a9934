package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.validation.InvalidRecordException;
import dev.intarsia.schemas.validation.RefusalReason;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the modules of a user's own adapter and makes a version the user's once all its modules are there. */
final class AdapterHandler implements RecordHandler<ModuleKey, AdapterModule> {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Which modules of a version are in the store; a memory of it, so that not every arrival reads it again. */
    private record Arriving(AdapterModule version, Set<String> modules) {}

    private final GatewayStores stores;
    private final ServingListener arrivals;
    private final RecordFit fit;
    private final Map<String, Arriving> arriving = new HashMap<>();

    AdapterHandler(GatewayStores stores, ServingListener arrivals, RecordFit fit) {
        this.fit = fit;
        this.stores = stores;
        this.arrivals = arrivals;
    }

    @Override
    public Optional<RecordRefusal> value(ModuleKey key, AdapterModule module) {
        if (stores.erasedSince(key.user(), module.getLastIngestedAt()) || stale(module)) {
            return Optional.empty();
        }
        Set<String> modulesThere = modulesThere(withoutNumbers(module));
        stores.weights().put(entry(key, module.getVersion()), bytes(module.getWeights()));
        modulesThere.add(key.module());
        if (modulesThere.size() < module.getModules()) {
            return Optional.empty();
        }
        Optional<RecordRefusal> unfit = fit.refusal(withoutNumbers(module), weights(module, modulesThere));
        unfit.filter(refusal -> refusal.reason() == RefusalReason.DIGEST).ifPresent(refusal -> {
            // The version before stays.
            throw new InvalidRecordException(refusal.reason(), refusal.cause());
        });
        complete(module);
        return unfit;
    }

    private Map<String, byte[]> weights(AdapterModule version, Set<String> modules) {
        Map<String, byte[]> weights = new HashMap<>();
        for (String module : modules) {
            weights.put(
                    module,
                    stores.weights().get(entry(new ModuleKey(version.getUser(), module), version.getVersion())));
        }
        return weights;
    }

    /** An adapter of which a module is erased is no adapter any more. */
    @Override
    public void tombstone(ModuleKey key, long time) {
        arriving.remove(key.user());
        stores.dropAdapter(key.user());
        stores.adaptersOutOfFiles(key.user());
        arrivals.dropped(key.user());
    }

    /**
     * Whether a version is older than the one that is served. Of a user who was erased and came back versions begin
     * anew: a lower one that has seen a later event tells of an erasure, whether or not that was read already, and what
     * was served until then is of before it.
     */
    private boolean stale(AdapterModule module) {
        AdapterModule served = stores.versions().get(module.getUser());
        if (served == null || module.getVersion() > served.getVersion()) {
            return false;
        }
        if (!module.getLastIngestedAt().isAfter(served.getLastIngestedAt())) {
            return true;
        }
        arriving.remove(module.getUser());
        stores.dropAdapter(module.getUser());
        arrivals.dropped(module.getUser());
        return false;
    }

    private void complete(AdapterModule module) {
        String user = module.getUser();
        arriving.remove(user);
        stores.arriving().delete(user);
        boolean anew = isTrainedAnew(module);
        stores.versions().put(user, withoutNumbers(module));
        stores.keepWeights(user, Set.of(module.getVersion()));
        if (anew) {
            // What the adapter before had learned was erased.
            stores.adaptersOutOfFiles(user);
        }
        arrivals.adapted(user, module.getBase(), module.getLastIngestedAt());
    }

    /** Whether it was trained from the base although there was one of this base: then an event was erased. */
    private boolean isTrainedAnew(AdapterModule module) {
        AdapterModule served = stores.versions().get(module.getUser());
        return served != null
                && module.getParentVersion() == 0
                && module.getBaseModel().equals(served.getBaseModel());
    }

    /** The modules of this version that are in the store, which is told of a version of which there are none yet. */
    private Set<String> modulesThere(AdapterModule version) {
        String user = version.getUser();
        AdapterModule stored = stores.arriving().get(user);
        boolean begun = stored != null && sameVersion(stored, version);
        @Nullable Arriving known = arriving.get(user);
        if (begun && known != null && sameVersion(known.version(), version)) {
            return known.modules();
        }
        Set<String> modules = new HashSet<>();
        if (begun) {
            for (UserEntryKey entry : GatewayStores.keys(stores.weights(), user)) {
                if (entry.order() == version.getVersion()) {
                    modules.add(entry.name());
                }
            }
        } else {
            AdapterModule served = stores.versions().get(user);
            stores.keepWeights(user, served == null ? Set.of() : Set.of(served.getVersion()));
            stores.arriving().put(user, version);
        }
        arriving.put(user, new Arriving(version, modules));
        return modules;
    }

    private static boolean sameVersion(AdapterModule one, AdapterModule other) {
        return one.getVersion() == other.getVersion() && one.getDigest().equals(other.getDigest());
    }

    private static AdapterModule withoutNumbers(AdapterModule module) {
        return AdapterModule.newBuilder(module)
                .setWeights(NOTHING)
                .setFirstMoment(NOTHING)
                .setSecondMoment(NOTHING)
                .build();
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

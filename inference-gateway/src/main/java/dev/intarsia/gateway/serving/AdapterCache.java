package dev.intarsia.gateway.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.intarsia.model.adapter.Adapter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adapters that were asked for lately, within a bound of memory. Safe to use from several threads. */
public final class AdapterCache {

    /** @param digest of what the adapter is made from */
    record Key(AdapterKind kind, String user, long version, String digest) {}

    private final Cache<Key, Adapter> adapters;

    /**
     * @param bytes of weights it holds at most
     * @param idle how long an adapter stays that nobody asks for
     */
    public AdapterCache(long bytes, Duration idle) {
        adapters = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, Adapter adapter) -> bytes(adapter))
                .expireAfterAccess(idle)
                .recordStats()
                .build();
    }

    /** @param make gives null where it cannot be made, which is not remembered */
    Optional<Adapter> get(Key key, Supplier<@Nullable Adapter> make) {
        return Optional.ofNullable(adapters.get(key, absent -> make.get()));
    }

    /** Forgets everything of a user. */
    public void drop(String user) {
        adapters.asMap().keySet().removeIf(key -> key.user().equals(user));
    }

    /** Forgets everything. */
    public void dropAll() {
        adapters.invalidateAll();
    }

    public CacheStats stats() {
        return adapters.stats();
    }

    public long size() {
        adapters.cleanUp();
        return adapters.estimatedSize();
    }

    private static int bytes(Adapter adapter) {
        return adapter.layout().size() * Float.BYTES;
    }
}

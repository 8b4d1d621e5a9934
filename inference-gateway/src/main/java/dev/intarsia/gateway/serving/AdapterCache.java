package dev.intarsia.gateway.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.intarsia.model.adapter.Adapter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adapters that were asked for lately, within a bound of memory. Safe to use from several threads. */
public final class AdapterCache {
    /** @param digest of what the adapter is made from */
    record Key(AdapterKind kind, String user, long version, String digest) {}

    private final Cache<Key, Adapter> adapters;
    private final AtomicLong drops = new AtomicLong();

    /**
     * @param bytes of weights it holds at most
     * @param idle how long an adapter stays that nobody asks for
     */
    public AdapterCache(long bytes, Duration idle) {
        adapters = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, Adapter adapter) -> bytes(adapter))
                .expireAfterAccess(idle)
                .scheduler(Scheduler.systemScheduler())
                .recordStats()
                .build();
    }

    /** @param make gives null where it cannot be made, which is not remembered */
    Optional<Adapter> get(Key key, Supplier<@Nullable Adapter> make) {
        long before = drops.get();
        Adapter adapter = adapters.get(key, absent -> make.get());
        if (drops.get() != before) {
            // What was dropped meanwhile could not yet be seen while it was made.
            adapters.invalidate(key);
        }
        return Optional.ofNullable(adapter);
    }

    /** Forgets everything of a user, also what is being made right now, once it is there. */
    public void drop(String user) {
        drops.incrementAndGet();
        adapters.asMap().keySet().removeIf(key -> key.user().equals(user));
    }

    /** Forgets everything, as {@link #drop} does. */
    public void dropAll() {
        drops.incrementAndGet();
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

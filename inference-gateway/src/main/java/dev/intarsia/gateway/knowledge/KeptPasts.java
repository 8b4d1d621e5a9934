package dev.intarsia.gateway.knowledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * The pasts of users who were asked for lately, ready for the next question, within a bound of memory. Each follows from the
 * user's kept events alone, and goes when they change. Safe to use from several threads.
 */
public final class KeptPasts {
    private static final int STRIPES = 4096;

    /** @param task whose questions it is for */
    private record Key(String user, String task) {}

    /** @param change the number of the latest change of the user's stripe before the events were read */
    private record Entry(long change, TaskPast past) {}

    private final Cache<Key, Entry> pasts;
    private final Set<String> tasks = ConcurrentHashMap.newKeySet();
    private final AtomicLongArray changes = new AtomicLongArray(STRIPES);

    /** @param bytes of memory at most, as estimated; 0 to keep none */
    public KeptPasts(long bytes) {
        pasts = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, Entry kept) -> kept.past().bytes())
                .build();
    }

    /**
     * A user's past at a moment.
     *
     * @param make reads it from what is held now
     */
    TaskPast get(String user, String task, Instant now, Supplier<TaskPast> make) {
        Key key = new Key(user, task);
        int stripe = stripe(user);
        long change = changes.get(stripe);
        Entry kept = pasts.getIfPresent(key);
        if (kept != null && kept.change() == change && kept.past().holdsAt(now)) {
            return kept.past();
        }
        TaskPast past = make.get();
        tasks.add(task);
        pasts.put(key, new Entry(change, past));
        if (changes.get(stripe) != change) {
            // Whoever changed it may have looked for it before it was there.
            pasts.invalidate(key);
        }
        return past;
    }

    /** The kept events of a user are others from now on; to be called after they are. */
    public void changed(String user) {
        changes.incrementAndGet(stripe(user));
        tasks.forEach(task -> pasts.invalidate(new Key(user, task)));
    }

    /** Those of any user may be. */
    public void allChanged() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            changes.incrementAndGet(stripe);
        }
        pasts.invalidateAll();
    }

    /** How many pasts are there. */
    long size() {
        pasts.cleanUp();
        return pasts.estimatedSize();
    }

    private static int stripe(String user) {
        return Math.floorMod(user.hashCode(), STRIPES);
    }
}

package dev.intarsia.gateway.generate;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.intarsia.gateway.serving.AdapterKind;
import dev.intarsia.gateway.serving.AdapterPolicy;
import dev.intarsia.gateway.serving.ServedAdapter;
import dev.intarsia.gateway.topology.UserLocation;
import dev.intarsia.model.decode.DecodeLoop;
import dev.intarsia.model.decode.PromptOwner;
import org.jspecify.annotations.Nullable;

/**
 * Whose prompts the decode loop keeps for reuse. A user's are kept for that user alone, with the base model as with an
 * adapter, and go when the user is erased or moves to another gateway, and when the adapter that read them is replaced.
 * Safe to use from several threads.
 */
public final class PrefixCacheOwners {
    /** Users of whose erasure this gateway would not hear, because another holds them: nothing is kept. */
    private static final PromptOwner UNKEPT = () -> true;

    private final DecodeLoop loop;
    /** A user whose prompts no text and no block belongs to any longer is not held here either. */
    private final Cache<String, UserPrompts> users =
            Caffeine.newBuilder().weakValues().build();

    public PrefixCacheOwners(DecodeLoop loop) {
        this.loop = requireNonNull(loop);
    }

    /**
     * The owner of a request's prompts. Nothing is kept of users whom another gateway holds, or whom any may answer with
     * the base model. Asked for before the adapter is looked up, so that an erasure between the two is
     * seen.
     *
     * @return null for nobody's, which all share
     */
    @Nullable
    PromptOwner owner(@Nullable String user, AdapterPolicy policy, UserLocation location) {
        if (user == null) {
            return null;
        }
        if (policy == AdapterPolicy.BASE) {
            return UNKEPT;
        }
        // In this order: whoever leaves after having been here is found among the users, and erased.
        PromptOwner owner = users.get(user, absent -> new UserPrompts());
        return location.here(user) ? owner : UNKEPT;
    }

    /** Notes which adapter a request is answered with; what its predecessor read is forgotten. */
    void reads(@Nullable PromptOwner owner, ServedAdapter adapter) {
        if (owner instanceof UserPrompts prompts && adapter.kind() != AdapterKind.BASE) {
            String before = prompts.readWith(adapter.kind(), adapter.digest());
            if (before != null && !before.equals(adapter.digest())) {
                loop.forget(before);
            }
        }
    }

    /** A user's adapter of this kind has a newer version. */
    public void replaced(String user, AdapterKind kind) {
        UserPrompts prompts = users.getIfPresent(user);
        String digest = prompts == null ? null : prompts.digest(kind);
        if (digest != null) {
            loop.forget(digest);
        }
    }

    /** A user is erased: nothing stays, and nothing of what is still being read will. */
    public void erase(String user) {
        UserPrompts known = users.asMap().remove(user);
        UserPrompts prompts = known == null ? new UserPrompts() : known;
        prompts.leave();
        loop.forget(prompts);
    }

    /** Erases every user here. */
    public void eraseAll() {
        users.asMap().keySet().forEach(this::erase);
    }
}

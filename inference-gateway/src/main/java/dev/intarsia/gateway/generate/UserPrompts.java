package dev.intarsia.gateway.generate;

import dev.intarsia.gateway.serving.AdapterKind;
import dev.intarsia.model.decode.PromptOwner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One user's prompts, until the user is erased. Safe to use from several threads. */
final class UserPrompts implements PromptOwner {
    private final Map<AdapterKind, String> digests = new ConcurrentHashMap<>();
    private volatile boolean gone;

    @Override
    public boolean gone() {
        return gone;
    }

    void leave() {
        gone = true;
    }

    /** Notes which adapter reads from now on. @return the digest of the one of its kind that did so far */
    @Nullable
    String readWith(AdapterKind kind, String digest) {
        return digests.put(kind, digest);
    }

    /** The digest of the adapter of a kind that reads. */
    @Nullable
    String digest(AdapterKind kind) {
        return digests.get(kind);
    }
}

package dev.intarsia.gateway.startup;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.answer.KeptAnswers;
import dev.intarsia.gateway.freshness.Freshness;
import dev.intarsia.gateway.generate.PrefixCacheOwners;
import dev.intarsia.gateway.knowledge.KeptPasts;
import dev.intarsia.gateway.serving.AdapterCache;
import dev.intarsia.gateway.serving.AdapterKind;
import dev.intarsia.gateway.topology.ServingListener;
import dev.intarsia.schemas.avro.AdapterBase;
import java.time.Instant;

/** Measures what arrives once the gateway has caught up, and forgets what is dropped. */
public final class ServableArrivals implements ServingListener {
    private final Freshness freshness;
    private final AdapterCache cache;
    private final PrefixCacheOwners prompts;
    private final KeptAnswers answers;
    private final KeptPasts pasts;
    private volatile boolean caughtUp;

    public ServableArrivals(
            Freshness freshness, AdapterCache cache, PrefixCacheOwners prompts, KeptAnswers answers, KeptPasts pasts) {
        this.freshness = requireNonNull(freshness);
        this.cache = requireNonNull(cache);
        this.prompts = requireNonNull(prompts);
        this.answers = requireNonNull(answers);
        this.pasts = requireNonNull(pasts);
    }

    /** From here on what arrives is new; until now it was merely missed. */
    public void caughtUp() {
        caughtUp = true;
    }

    @Override
    public void assigned(String user, Instant lastIngestedAt) {
        arrived(user, AdapterKind.ASSEMBLED, lastIngestedAt);
        prompts.replaced(user, AdapterKind.RESIDUAL);
    }

    @Override
    public void adapted(String user, AdapterBase base, Instant lastIngestedAt) {
        arrived(user, base == AdapterBase.ASSEMBLED ? AdapterKind.RESIDUAL : AdapterKind.OWN, lastIngestedAt);
    }

    @Override
    public void dropped(String user) {
        cache.drop(user);
        prompts.erase(user);
        answers.drop(user);
    }

    @Override
    public void historyChanged(String user) {
        pasts.changed(user);
    }

    @Override
    public void opened() {
        pasts.allChanged();
    }

    @Override
    public void moved() {
        pasts.allChanged();
        cache.dropAll();
        prompts.eraseAll();
        answers.dropAll();
    }

    private void arrived(String user, AdapterKind kind, Instant lastIngestedAt) {
        prompts.replaced(user, kind);
        if (caughtUp) {
            freshness.arrived(kind, lastIngestedAt);
        }
    }
}

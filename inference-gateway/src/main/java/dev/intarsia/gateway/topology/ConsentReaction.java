package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.SharingConsent;

/** Erases users who ask for it. Whether a user shares is none of the gateway's business. */
record ConsentReaction(UserStores stores, Arrivals arrivals) implements Reaction<String, SharingConsent> {

    @Override
    public void value(String user, SharingConsent consent) {}

    @Override
    public void tombstone(String user, long time) {
        stores.erase(user, time);
        arrivals.dropped(user);
    }
}

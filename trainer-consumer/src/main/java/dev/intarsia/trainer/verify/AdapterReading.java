package dev.intarsia.trainer.verify;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.Provenance;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.trainer.share.SharingRegister;
import dev.intarsia.trainer.wire.AdapterAssembly;
import dev.intarsia.trainer.wire.AdapterRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts users' versions together from the records of one partition of {@code adapters}, and checks each: that it is whole,
 * that its weights have its digest, and that it comes after the one before. Not thread-safe.
 */
final class AdapterReading {
    private static final String TRAIN_AGAIN =
            "Stop the trainer, delete the user's records of adapters with an erasure of"
                    + " the user, or from a copy of the topic, and start it again: it trains the user anew from the events.";

    private final String place;
    private final AdapterAssembly assembly;
    private final SharingRegister register;
    private final Function<String, UserEvidence> users;
    private final Sample sample;
    private final Tally tally;
    private final Map<String, Map<String, AdapterModule>> unfinished = new HashMap<>();

    /**
     * @param place topic and partition
     * @param users the evidence of each user
     * @param sample gets the weights
     */
    AdapterReading(
            String place,
            AdapterAssembly assembly,
            SharingRegister register,
            Function<String, UserEvidence> users,
            Sample sample,
            Tally tally) {
        this.place = requireNonNull(place);
        this.assembly = requireNonNull(assembly);
        this.register = requireNonNull(register);
        this.users = requireNonNull(users);
        this.sample = requireNonNull(sample);
        this.tally = requireNonNull(tally);
    }

    /** A record with a value. */
    void put(AdapterModule module, long offset) {
        String user = module.getUser();
        Map<String, AdapterModule> parts = unfinished.computeIfAbsent(user, key -> new HashMap<>());
        parts.put(module.getModule(), module);
        parts.values().removeIf(part -> part.getVersion() != module.getVersion());
        if (parts.size() < module.getModules()) {
            return;
        }
        unfinished.remove(user);
        tally.count(Counted.VERSIONS, 1);
        whole(users.apply(user), module, parts, offset);
    }

    private void whole(UserEvidence user, AdapterModule last, Map<String, AdapterModule> parts, long offset) {
        AdapterVersion version = AdapterRecords.standing(last);
        if (parts.values().stream()
                .anyMatch(part -> !AdapterRecords.standing(part).equals(version))) {
            found(user, Fault.WEIGHTS, offset, "The modules of version " + version.version() + " disagree.");
        }
        order(user, version, offset);
        AdapterAssembly.Found found = assembly.assemble(parts);
        user.otherModel = found.own() == null;
        if (found.own() != null && found.state() != null) {
            user.versions.add(version);
            if (!version.isResidual() && canBeTrainedAgain(user, version)) {
                sample.offer(user.user, found.state());
            } else {
                sample.remove(user.user);
            }
        } else if (assembly.fits(last)) {
            found(
                    user,
                    Fault.WEIGHTS,
                    offset,
                    "The weights of version " + version.version() + " do not have the digest that it states.");
        }
    }

    /** Those who were erased come and go, and would take the places of others. */
    private boolean canBeTrainedAgain(UserEvidence user, AdapterVersion version) {
        return version.lineage().known()
                && !version.lineage().recipe().equals(Provenance.IMPORTED)
                && version.lineage().root().isBase()
                && register.erasedUpTo(user.user).isEmpty();
    }

    private void order(UserEvidence user, AdapterVersion version, long offset) {
        AdapterVersion before = user.newest();
        if (before == null || version.version() > before.version()) {
            return;
        }
        if (register.erasedUpTo(user.user).isEmpty()) {
            found(
                    user,
                    Fault.VERSION,
                    offset,
                    "Version " + version.version() + " was written after version " + before.version() + ".");
        }
        // Versions begin anew after an erasure.
        user.versions.clear();
    }

    /** A record without a value; a user's modules are erased together. */
    void erase(String user) {
        unfinished.remove(user);
        sample.remove(user);
        UserEvidence evidence = users.apply(user);
        evidence.versions.clear();
        evidence.otherModel = false;
    }

    /** Nothing more comes. */
    void finish() {
        unfinished.forEach((user, parts) -> {
            AdapterModule any = parts.values().iterator().next();
            found(
                    users.apply(user),
                    Fault.WEIGHTS,
                    -1,
                    "Version " + any.getVersion() + " has " + parts.size() + " of " + any.getModules() + " modules.");
        });
    }

    private void found(UserEvidence user, Fault fault, long offset, String what) {
        tally.found(new Finding(fault, user.user, offset < 0 ? place : place + "@" + offset, what, TRAIN_AGAIN));
    }
}

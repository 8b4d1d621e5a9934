package dev.intarsia.assembler.user;

import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.signature.Decay;
import java.time.Duration;
import java.util.Optional;

/**
 * How users' records are counted.
 *
 * @param baseModel fingerprint of the base model that counts; that of the first signature seen where empty
 * @param kind what signatures are
 * @param sketch numbers a gradient signature must have
 * @param decay which events count, and how much
 * @param remember how many of a user's latest event ids are remembered
 * @param minEvents a candidate has more events than this
 * @param rescore how many users are looked at in one go when the pool has changed
 * @param margin by how many nats an event another assignment must gain more, to be issued
 * @param erasureGuard how long late records of an erased user are turned away
 * @param commitInterval how long writes to the users' store may be cached
 */
public record UserRules(
        Optional<String> baseModel,
        GateKind kind,
        int sketch,
        Decay decay,
        int remember,
        long minEvents,
        int rescore,
        double margin,
        Duration erasureGuard,
        Duration commitInterval) {
    /** After how long what was written is in the store's database, however late a commit is. */
    Duration settled() {
        return commitInterval.multipliedBy(2).plusSeconds(1);
    }
}

package dev.intarsia.assembler.user;

import dev.intarsia.assembler.output.Output;
import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.schemas.avro.AssignmentCause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the users of a partition when the pool has changed, a slice at a time, so that new events need not wait
 * for it. A user whose last assignment is of that pool already is passed over, so a pass that was cut off by a restart
 * is simply begun again.
 */
final class Rescoring {
    private final KeyValueStore<String, AssemblerUserState> users;
    private final int slice;
    private @Nullable Assembler target;
    private boolean running;
    private @Nullable String last;

    /** @param slice how many users are looked at in one go */
    Rescoring(KeyValueStore<String, AssemblerUserState> users, int slice) {
        this.users = users;
        this.slice = slice;
    }

    /** Does the next slice, if there is anything to do for this pool. */
    void advance(Assembler inUse, BiConsumer<String, Output.Assigned> send) {
        if (target != inUse) {
            target = inUse;
            running = true;
            last = null;
        }
        if (running) {
            List<KeyValue<String, AssemblerUserState>> next = nextSlice();
            running = next.size() == slice;
            for (KeyValue<String, AssemblerUserState> user : next) {
                last = user.key;
                rescore(user.key, user.value, inUse, send);
            }
        }
    }

    private List<KeyValue<String, AssemblerUserState>> nextSlice() {
        List<KeyValue<String, AssemblerUserState>> next = new ArrayList<>();
        try (KeyValueIterator<String, AssemblerUserState> after =
                last == null ? users.all() : users.range(last, null)) {
            while (after.hasNext() && next.size() < slice) {
                KeyValue<String, AssemblerUserState> user = after.next();
                if (!user.key.equals(last)) {
                    next.add(user);
                }
            }
        }
        return next;
    }

    private void rescore(
            String user, AssemblerUserState state, Assembler inUse, BiConsumer<String, Output.Assigned> send) {
        boolean known = state.events() > 0
                && state.behavior().baseModel().equals(inUse.pool().baseModel());
        if (known && state.issued().poolVersion() != inUse.pool().version()) {
            Issuing issuing = Issuing.of(user, state, inUse, AssignmentCause.POOL);
            send.accept(user, issuing.assigned());
            users.put(user, issuing.state());
        }
    }
}

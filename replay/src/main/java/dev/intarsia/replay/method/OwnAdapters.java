package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.trainer.history.History;
import dev.intarsia.trainer.learn.Arrival;
import dev.intarsia.trainer.learn.Draft;
import dev.intarsia.trainer.learn.Standing;
import dev.intarsia.trainer.learn.UserState;
import dev.intarsia.trainer.learn.UserStates;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the trainer's users stand, in memory, to be written to a file and read back. Not thread-safe. */
final class OwnAdapters implements UserStates {
    private final AdapterLayout layout;
    private final int window;
    private final Map<String, UserState> states = new TreeMap<>();
    private final Map<String, AdapterState> adapters = new HashMap<>();

    /** @param window how many events a history holds */
    OwnAdapters(AdapterLayout layout, int window) {
        this.layout = requireNonNull(layout);
        this.window = window;
    }

    @Override
    public UserState of(String user) {
        return states.getOrDefault(user, UserState.NEW);
    }

    @Override
    public AdapterState adapter(String user) {
        AdapterState state = adapters.get(user);
        if (state == null) {
            throw new IllegalStateException("User '" + user + "' has no adapter.");
        }
        return state;
    }

    /** The user's adapter; null where there is none yet. */
    @Nullable
    Adapter own(String user) {
        AdapterState state = adapters.get(user);
        return state == null ? null : state.adapter();
    }

    void take(Draft draft) {
        states.putAll(draft.changed());
        adapters.putAll(draft.adapters());
    }

    /** Bytes of all adapters, with their moments where these are kept. */
    long bytes() {
        return adapters.values().stream()
                .mapToLong(state -> (state.steps() > 0 ? 3L : 1L) * Float.BYTES * layout.size())
                .sum();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(states.size());
        for (Map.Entry<String, UserState> entry : states.entrySet()) {
            UserState state = entry.getValue();
            out.writeUTF(entry.getKey());
            out.writeLong(state.newestVersion());
            Standing own = state.own();
            out.writeBoolean(own != null);
            if (own != null) {
                out.writeLong(own.version());
                out.writeLong(own.parentVersion());
                out.writeLong(own.seen());
                out.writeUTF(own.lastEventId());
                out.writeLong(own.lastIngestedAt().toEpochMilli());
                write(adapter(entry.getKey()), out);
            }
        }
    }

    /** @param arrivals everything that had been learned when this was written */
    void read(List<Arrival> arrivals, DataInput in) throws IOException {
        Map<String, History> histories = new HashMap<>();
        for (Arrival arrival : arrivals) {
            History history = histories.getOrDefault(arrival.user(), History.EMPTY);
            histories.put(arrival.user(), history.with(List.of(arrival.event()), window));
        }
        int users = in.readInt();
        for (int i = 0; i < users; i++) {
            String user = in.readUTF();
            long newestVersion = in.readLong();
            Standing own = null;
            if (in.readBoolean()) {
                long version = in.readLong();
                long parent = in.readLong();
                long seen = in.readLong();
                String last = in.readUTF();
                Instant time = Instant.ofEpochMilli(in.readLong());
                AdapterState state = state(in);
                own = new Standing(
                        version, parent, seen, last, time, state.adapter().digest());
                adapters.put(user, state);
            }
            states.put(user, new UserState(histories.getOrDefault(user, History.EMPTY), own, newestVersion));
        }
    }

    private static void write(AdapterState state, DataOutput out) throws IOException {
        out.writeLong(state.steps());
        write(state.adapter().values(), out);
        if (state.steps() > 0) {
            write(state.firstMoment(), out);
            write(state.secondMoment(), out);
        }
    }

    private static void write(AdapterValues values, DataOutput out) throws IOException {
        float[] floats = values.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length);
        bytes.asFloatBuffer().put(floats);
        out.write(bytes.array());
    }

    private AdapterState state(DataInput in) throws IOException {
        long steps = in.readLong();
        Adapter adapter = Adapter.of(values(in));
        return steps == 0 ? AdapterState.start(adapter) : new AdapterState(adapter, values(in), values(in), steps);
    }

    private AdapterValues values(DataInput in) throws IOException {
        byte[] bytes = new byte[Float.BYTES * layout.size()];
        in.readFully(bytes);
        float[] floats = new float[layout.size()];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(floats);
        return AdapterValues.of(layout, floats);
    }
}

package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.choice.ComparedLosses;
import dev.intarsia.oppu.drift.LossTrend;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.AssembledBase;
import dev.intarsia.oppu.learn.AwaitedLosses;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.oppu.learn.UserStates;
import dev.intarsia.replay.engine.BinaryFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The trainer's state of each user, in memory; it can be written to a file and read back. Not thread-safe. */
public final class LearnerStates implements UserStates {
    private final AdapterLayout layout;
    private final int window;
    private final Map<String, UserState> states = new TreeMap<>();
    private final Map<String, AdapterState> adapters = new HashMap<>();

    /** @param window how many events a history holds */
    public LearnerStates(AdapterLayout layout, int window) {
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
            throw new IllegalStateException("User '" + user + "' has no adapter yet; look at the user's state first.");
        }
        return state;
    }

    /** Nobody: a replay has no operators. */
    @Override
    public boolean released(String user) {
        return false;
    }

    /** The user's adapter; nothing where there is none yet. */
    public Optional<Adapter> own(String user) {
        return Optional.ofNullable(adapters.get(user)).map(AdapterState::adapter);
    }

    /** Takes over what a learner made of it. */
    public void take(StateOverlay overlay) {
        states.putAll(overlay.changed());
        adapters.putAll(overlay.adapters());
    }

    /** Bytes of all adapters, with their moments where these are kept. */
    public long bytes() {
        return adapters.values().stream()
                .mapToLong(state -> (state.steps() > 0 ? 3L : 1L) * Float.BYTES * layout.size())
                .sum();
    }

    /** Everything but the histories, and which assembled adapters residuals were trained on top of. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(states.size());
        for (Map.Entry<String, UserState> entry : states.entrySet()) {
            UserState state = entry.getValue();
            BinaryFields.write(out, entry.getKey());
            out.writeLong(state.newestVersion());
            write(state.base().newest(), out);
            AdapterVersion own = state.own();
            out.writeBoolean(own != null);
            if (own != null) {
                out.writeLong(own.version());
                out.writeLong(own.parentVersion());
                out.writeLong(own.seen());
                BinaryFields.write(out, own.lastEventId());
                out.writeLong(own.lastIngestedAt().getEpochSecond());
                out.writeInt(own.lastIngestedAt().getNano());
                write(own.trend().losses(), out);
                out.writeLong(own.trend().driftAt());
                out.writeLong(own.trend().compared().events());
                out.writeDouble(own.trend().compared().trained());
                out.writeDouble(own.trend().compared().base());
                out.writeBoolean(own.isResidual());
                write(adapter(entry.getKey()), out);
            }
        }
    }

    /** @param arrivals everything that had been learned when this was written */
    public void read(List<TrainingEvent> arrivals, DataInput in) throws IOException {
        Map<String, History> histories = TrainingEvents.histories(arrivals, window);
        int users = in.readInt();
        for (int i = 0; i < users; i++) {
            String user = BinaryFields.text(in);
            long newestVersion = in.readLong();
            AwaitedLosses base = new AwaitedLosses(losses(in));
            AdapterVersion own = null;
            if (in.readBoolean()) {
                long version = in.readLong();
                long parent = in.readLong();
                long seen = in.readLong();
                String last = BinaryFields.text(in);
                Instant time = Instant.ofEpochSecond(in.readLong(), in.readInt());
                LossTrend trend = trend(in);
                AssembledBase beneath = in.readBoolean() ? AssembledBase.NONE : null;
                AdapterState state = state(in);
                own = new AdapterVersion(
                                version,
                                parent,
                                seen,
                                last,
                                time,
                                state.adapter().digest())
                        .on(beneath)
                        .with(trend);
                adapters.put(user, state);
            }
            states.put(user, new UserState(histories.getOrDefault(user, History.EMPTY), own, newestVersion, base));
        }
    }

    private static LossTrend trend(DataInput in) throws IOException {
        return new LossTrend(
                losses(in), in.readLong(), new ComparedLosses(in.readLong(), in.readDouble(), in.readDouble()));
    }

    private static void write(List<Float> losses, DataOutput out) throws IOException {
        out.writeInt(losses.size());
        for (float loss : losses) {
            out.writeFloat(loss);
        }
    }

    private static List<Float> losses(DataInput in) throws IOException {
        List<Float> losses = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            losses.add(in.readFloat());
        }
        return losses;
    }

    private static void write(AdapterState state, DataOutput out) throws IOException {
        out.writeLong(state.steps());
        BinaryFields.write(out, state.adapter().values().toArray());
        if (state.steps() > 0) {
            BinaryFields.write(out, state.firstMoment().toArray());
            BinaryFields.write(out, state.secondMoment().toArray());
        }
    }

    private AdapterState state(DataInput in) throws IOException {
        long steps = in.readLong();
        Adapter adapter = Adapter.of(BinaryFields.values(in, layout));
        return steps == 0
                ? AdapterState.start(adapter)
                : new AdapterState(adapter, BinaryFields.values(in, layout), BinaryFields.values(in, layout), steps);
    }
}

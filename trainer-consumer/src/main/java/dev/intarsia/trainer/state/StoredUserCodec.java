package dev.intarsia.trainer.state;

import dev.intarsia.model.choice.ComparedLosses;
import dev.intarsia.oppu.drift.LossTrend;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.learn.AdapterHold;
import dev.intarsia.oppu.learn.AdapterLineage;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.AssembledBase;
import dev.intarsia.oppu.learn.AwaitedLosses;
import dev.intarsia.oppu.learn.HoldReason;
import dev.intarsia.oppu.learn.LineageRoot;
import dev.intarsia.oppu.learn.UpdateRun;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.trainer.share.PieceMark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stored user as bytes, without the events of the history, which have records of their own. */
final class StoredUserCodec {
    private StoredUserCodec() {}

    /**
     * What the bytes hold.
     *
     * @param user the name
     * @param stored the user, but for the history
     * @param length of the history
     * @param held how many of its newest events are held
     * @param earliest event of the history
     */
    record Entry(String user, StoredUser stored, long length, int held, Instant earliest) {
        /** The whole user. */
        StoredUser with(History history) {
            return new StoredUser(
                    new UserState(
                            history,
                            stored.state().own(),
                            stored.state().newestVersion(),
                            stored.state().base()),
                    stored.published(),
                    stored.written(),
                    stored.first(),
                    stored.settled());
        }
    }

    static byte[] encode(String user, StoredUser stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            UserState state = stored.state();
            History history = state.history();
            out.writeUTF(user);
            out.writeLong(stored.first());
            out.writeBoolean(stored.settled());
            out.writeLong(history.length());
            out.writeInt((int) (history.length() - history.oldest()));
            put(out, history.earliest());
            out.writeLong(state.newestVersion());
            put(out, state.base().newest());
            put(out, state.own());
            put(out, stored.written());
            out.writeInt(stored.published().adapterModules().size());
            for (String module : stored.published().adapterModules()) {
                out.writeUTF(module);
            }
            out.writeInt(stored.published().pieces().size());
            for (Map.Entry<String, PieceMark> piece :
                    stored.published().pieces().entrySet()) {
                out.writeUTF(piece.getKey());
                put(out, piece.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory failed.", e);
        }
        return bytes.toByteArray();
    }

    static Entry decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String user = in.readUTF();
            long first = in.readLong();
            boolean settled = in.readBoolean();
            long length = in.readLong();
            int held = in.readInt();
            Instant earliest = instant(in);
            long newest = in.readLong();
            AwaitedLosses base = new AwaitedLosses(losses(in));
            AdapterVersion own = version(in);
            AdapterVersion written = version(in);
            Set<String> modules = new HashSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                modules.add(in.readUTF());
            }
            Map<String, PieceMark> pieces = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                pieces.put(in.readUTF(), mark(in));
            }
            UserState state = new UserState(History.EMPTY, own, newest, base);
            return new Entry(
                    user,
                    new StoredUser(state, new Published(modules, pieces), written, first, settled),
                    length,
                    held,
                    earliest);
        } catch (IOException e) {
            throw new UncheckedIOException("The store's record of a user is cut off; delete state.directory.", e);
        }
    }

    private static void put(DataOutputStream out, Instant moment) throws IOException {
        out.writeLong(
                moment.equals(Instant.MAX)
                        ? Long.MAX_VALUE
                        : moment.equals(Instant.MIN) ? Long.MIN_VALUE : moment.toEpochMilli());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        long millis = in.readLong();
        if (millis == Long.MAX_VALUE) {
            return Instant.MAX;
        }
        return millis == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochMilli(millis);
    }

    private static void put(DataOutputStream out, @Nullable AdapterVersion version) throws IOException {
        out.writeBoolean(version != null);
        if (version != null) {
            out.writeLong(version.version());
            out.writeLong(version.parentVersion());
            out.writeLong(version.seen());
            out.writeUTF(version.lastEventId());
            put(out, version.lastIngestedAt());
            out.writeUTF(version.digest());
            out.writeUTF(version.lineage().hash());
            out.writeUTF(version.lineage().recipe());
            LineageRoot root = version.lineage().root();
            out.writeLong(root.version());
            out.writeLong(root.seen());
            out.writeUTF(root.lineage());
            out.writeUTF(root.imported());
            out.writeInt(version.lineage().runs().size());
            for (UpdateRun run : version.lineage().runs()) {
                out.writeLong(run.version());
                out.writeLong(run.seen());
                out.writeInt(run.level().number());
            }
            out.writeInt(version.lineage().released().size());
            for (long released : version.lineage().released()) {
                out.writeLong(released);
            }
            put(out, version.hold());
            put(out, version.beneath());
            put(out, version.trend());
        }
    }

    private static void put(DataOutputStream out, LossTrend trend) throws IOException {
        put(out, trend.losses());
        out.writeLong(trend.driftAt());
        out.writeLong(trend.compared().events());
        out.writeDouble(trend.compared().trained());
        out.writeDouble(trend.compared().base());
    }

    private static void put(DataOutputStream out, List<Float> losses) throws IOException {
        out.writeInt(losses.size());
        for (float loss : losses) {
            out.writeFloat(loss);
        }
    }

    private static LossTrend trend(DataInputStream in) throws IOException {
        return new LossTrend(
                losses(in), in.readLong(), new ComparedLosses(in.readLong(), in.readDouble(), in.readDouble()));
    }

    private static List<Float> losses(DataInputStream in) throws IOException {
        List<Float> losses = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            losses.add(in.readFloat());
        }
        return losses;
    }

    private static @Nullable AdapterVersion version(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? new AdapterVersion(
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readUTF(),
                        instant(in),
                        in.readUTF(),
                        new AdapterLineage(
                                in.readUTF(),
                                in.readUTF(),
                                new LineageRoot(in.readLong(), in.readLong(), in.readUTF(), in.readUTF()),
                                runs(in),
                                released(in)),
                        hold(in),
                        beneath(in),
                        trend(in))
                : null;
    }

    private static void put(DataOutputStream out, @Nullable AssembledBase beneath) throws IOException {
        out.writeBoolean(beneath != null);
        if (beneath != null) {
            out.writeLong(beneath.assignment());
            out.writeUTF(beneath.digest());
        }
    }

    private static @Nullable AssembledBase beneath(DataInputStream in) throws IOException {
        return in.readBoolean() ? new AssembledBase(in.readLong(), in.readUTF()) : null;
    }

    private static List<UpdateRun> runs(DataInputStream in) throws IOException {
        List<UpdateRun> runs = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            runs.add(new UpdateRun(in.readLong(), in.readLong(), LoadLevel.of(in.readInt())));
        }
        return runs;
    }

    private static List<Long> released(DataInputStream in) throws IOException {
        List<Long> released = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            released.add(in.readLong());
        }
        return released;
    }

    private static void put(DataOutputStream out, @Nullable AdapterHold hold) throws IOException {
        out.writeBoolean(hold != null);
        if (hold != null) {
            out.writeUTF(hold.reason().name());
            out.writeLong(hold.goodVersion());
            put(out, hold.since());
        }
    }

    private static @Nullable AdapterHold hold(DataInputStream in) throws IOException {
        return in.readBoolean() ? new AdapterHold(HoldReason.valueOf(in.readUTF()), in.readLong(), instant(in)) : null;
    }

    private static void put(DataOutputStream out, PieceMark mark) throws IOException {
        out.writeLong(mark.version());
        out.writeUTF(mark.baseModel());
        out.writeUTF(mark.gate().name());
        byte[] sketch = new byte[mark.sketch().remaining()];
        mark.sketch().duplicate().get(sketch);
        out.writeInt(sketch.length);
        out.write(sketch);
        out.writeLong(mark.piece());
    }

    private static PieceMark mark(DataInputStream in) throws IOException {
        long version = in.readLong();
        String baseModel = in.readUTF();
        GateKind gate = GateKind.valueOf(in.readUTF());
        ByteBuffer sketch = ByteBuffer.wrap(in.readNBytes(in.readInt()));
        return new PieceMark(version, baseModel, gate, sketch, in.readLong());
    }
}

package dev.intarsia.oppu.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Losses under the base model of a user's newest events, in mean nats per response token, kept until the events are trained
 * on: what training tells of them is then compared with these.
 *
 * @param newest of the newest events in a row, the last event's last; NaN where one is not known
 */
public record UntrainedLosses(List<Float> newest) {
    /** Of no event. */
    public static final UntrainedLosses NONE = new UntrainedLosses(List.of());

    /** More events do not wait for training for long. */
    static final int MOST = 64;

    public UntrainedLosses {
        newest = List.copyOf(newest);
    }

    /** Reads what {@link #write} wrote. */
    public static UntrainedLosses read(DataInput in) throws IOException {
        List<Float> losses = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            losses.add(in.readFloat());
        }
        return new UntrainedLosses(losses);
    }

    public void write(DataOutput out) throws IOException {
        out.writeInt(newest.size());
        for (float loss : newest) {
            out.writeFloat(loss);
        }
    }

    /** The same after so many more events, of which nothing is known yet; nothing where there are fewer. */
    UntrainedLosses after(long more) {
        if (more == 0 || newest.isEmpty()) {
            return this;
        }
        if (more < 0 || more >= MOST) {
            return NONE;
        }
        List<Float> grown = new ArrayList<>(newest);
        for (long i = 0; i < more; i++) {
            grown.add(Float.NaN);
        }
        return of(grown);
    }

    /** The newest {@value #MOST} of them at most. */
    static UntrainedLosses of(List<Float> losses) {
        return new UntrainedLosses(losses.subList(Math.max(0, losses.size() - MOST), losses.size()));
    }
}

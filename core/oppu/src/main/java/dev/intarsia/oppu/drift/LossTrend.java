package dev.intarsia.oppu.drift;

import dev.intarsia.model.choice.ComparedLosses;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What is remembered of the losses of a user's events, each taken before anything of the event was trained on
 * (prequential).
 *
 * @param losses of the latest events, the newest last, in mean nats per response token
 * @param driftAt how many of the user's events had been seen at the last drift; 0 for none
 * @param compared the losses of those events that were also scored under the base model
 */
public record LossTrend(List<Float> losses, long driftAt, ComparedLosses compared) {
    /** Of a user of whom nothing has been trained on. */
    public static final LossTrend NONE = new LossTrend(List.of(), 0, ComparedLosses.NONE);

    public LossTrend {
        losses = List.copyOf(losses);
        if (driftAt < 0) {
            throw new IllegalArgumentException("A drift is found after some events, not after " + driftAt + ".");
        }
    }

    /** A trend of which nothing was compared. */
    public LossTrend(List<Float> losses, long driftAt) {
        this(losses, driftAt, ComparedLosses.NONE);
    }

    /** The same with other compared losses. */
    public LossTrend with(ComparedLosses other) {
        return new LossTrend(losses, driftAt, other);
    }

    /** Reads what {@link #write} wrote. */
    public static LossTrend read(DataInput in) throws IOException {
        List<Float> losses = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            losses.add(in.readFloat());
        }
        return new LossTrend(
                losses, in.readLong(), new ComparedLosses(in.readLong(), in.readDouble(), in.readDouble()));
    }

    public void write(DataOutput out) throws IOException {
        out.writeInt(losses.size());
        for (float loss : losses) {
            out.writeFloat(loss);
        }
        out.writeLong(driftAt);
        out.writeLong(compared.events());
        out.writeDouble(compared.trained());
        out.writeDouble(compared.base());
    }

    /** @param most how many losses are remembered */
    LossTrend and(List<Float> fresh, int most) {
        List<Float> all = new ArrayList<>(losses);
        all.addAll(fresh);
        return new LossTrend(all.subList(Math.max(0, all.size() - most), all.size()), driftAt, compared);
    }

    double[] toArray() {
        return array(losses);
    }

    static double[] array(List<Float> losses) {
        return losses.stream().mapToDouble(Float::doubleValue).toArray();
    }

    static List<Float> finite(float[] losses) {
        List<Float> finite = new ArrayList<>();
        for (float loss : losses) {
            if (Float.isFinite(loss)) {
                finite.add(loss);
            }
        }
        return Collections.unmodifiableList(finite);
    }

    static double mean(double[] losses) {
        return Arrays.stream(losses).average().orElse(Double.NaN);
    }
}

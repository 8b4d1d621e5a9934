package dev.intarsia.pieces.signature;

import dev.intarsia.pieces.module.ModuleId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The sum of a user's event signatures, one vector per module, with the weight that each event has at a reference time: the
 * latest time of any event that was ever added. A later event moves the reference and scales down what was there; a late
 * event is scaled down itself. Taking an event out leaves the reference where it is.
 *
 * <p>The weight of an event that is some 150 half-lives older than the reference is less than a float can tell from 0; it
 * still is one of {@link #events()}. What is left of such events after the later ones are taken out is rounding, with a
 * {@link #weight()} near 0 that says so.
 */
public final class SignatureSum implements UserStatistics {
    private static final SignatureSum EMPTY = new SignatureSum(new TreeMap<>(), 0, 0, null);

    private final SortedMap<ModuleId, float[]> sums;
    private final long events;
    private final double weight;
    private final @Nullable Instant reference;

    /**
     * Takes over {@code sums} without a copy.
     *
     * @param reference null where the time of an event is not known, and for no events
     */
    SignatureSum(SortedMap<ModuleId, float[]> sums, long events, double weight, @Nullable Instant reference) {
        this.sums = sums;
        this.events = events;
        this.weight = weight;
        this.reference = reference;
    }

    /** The sum of no events; it accepts signatures of any modules and lengths. */
    public static SignatureSum empty() {
        return EMPTY;
    }

    /**
     * This sum and one event of an unknown time, without decay: such a sum can never decay.
     *
     * @param signature vector per module; the same modules and lengths as the other events'
     * @throws IncompatibleSignatureException as {@link UserStatistics#add} does
     */
    public SignatureSum add(Map<ModuleId, float[]> signature) {
        return merge(ofOne(signature, null), Decay.none());
    }

    @Override
    public UserStatistics add(DatedSignature event, Decay decay) {
        requireUnder(decay);
        if (decay.window() > 0) {
            return SignatureWindow.empty().add(event, decay);
        }
        DatedSignature.requireSound(event.vectors());
        return isBlank()
                ? ofOne(event.vectors(), event.time())
                : merge(new SignatureSum(new TreeMap<>(event.vectors()), 1, 1, event.time()), decay);
    }

    private static SignatureSum ofOne(Map<ModuleId, float[]> vectors, @Nullable Instant time) {
        DatedSignature.requireSound(vectors);
        SortedMap<ModuleId, float[]> copy = new TreeMap<>();
        vectors.forEach((module, vector) -> copy.put(module, vector.clone()));
        return new SignatureSum(copy, 1, 1, time);
    }

    /**
     * The sum of two sums over different events of one user; either may be the earlier one.
     *
     * @param decay none or a half-life, that of both
     * @throws IncompatibleSignatureException when the other has other modules or lengths
     * @throws IllegalArgumentException when one of them cannot decay, or {@code decay} is a window
     */
    public SignatureSum merge(SignatureSum other, Decay decay) {
        requireMergeable(decay);
        other.requireMergeable(decay);
        if (other.isBlank() || isBlank()) {
            return other.isBlank() ? this : other;
        }
        if (events > 0 && other.events > 0) {
            DatedSignature.requireSameShape(other.sums, sums);
        }
        Instant latest = latest(reference, other.reference);
        double kept = left(decay, reference, latest);
        double added = left(decay, other.reference, latest);
        SortedMap<ModuleId, float[]> merged = new TreeMap<>();
        (events == 0 ? other.sums : sums)
                .forEach((module, vector) -> merged.put(
                        module, weighted(vector.length, sums.get(module), kept, other.sums.get(module), added)));
        return new SignatureSum(
                merged,
                events + other.events,
                weight * kept + other.weight * added,
                isUndated() || other.isUndated() ? null : latest);
    }

    /** Takes out an event that was added, under the same decay, with the same time and vectors. */
    @Override
    public SignatureSum without(DatedSignature event, Decay decay) {
        requireMergeable(decay);
        DatedSignature.requireSound(event.vectors());
        if (events == 0) {
            throw new IncompatibleSignatureException(
                    "Event '" + event.eventId() + "' cannot be taken out of a sum that holds none.");
        }
        DatedSignature.requireSameShape(event.vectors(), sums);
        if (reference != null && event.time().isAfter(reference)) {
            throw new IncompatibleSignatureException("Event '" + event.eventId() + "' of " + event.time()
                    + " is later than all that were added, the last of " + reference
                    + "; take it out with the time it was added with.");
        }
        if (events == 1) {
            return new SignatureSum(new TreeMap<>(), 0, 0, reference);
        }
        double counted = left(decay, event.time(), reference);
        SortedMap<ModuleId, float[]> rest = new TreeMap<>();
        sums.forEach((module, vector) -> rest.put(
                module, weighted(vector.length, vector, 1, event.vectors().get(module), -counted)));
        return new SignatureSum(rest, events - 1, Math.max(0, weight - counted), reference);
    }

    private static double left(Decay decay, @Nullable Instant earlier, @Nullable Instant later) {
        return earlier == null || later == null ? 1 : decay.left(earlier, later);
    }

    private static float[] weighted(
            int length, float @Nullable [] one, double weight, float @Nullable [] other, double otherWeight) {
        float[] sum = new float[length];
        if (one != null && other != null && weight == 1 && otherWeight == 1) {
            for (int j = 0; j < length; j++) {
                sum[j] = one[j] + other[j];
            }
            return sum;
        }
        for (int j = 0; j < length; j++) {
            sum[j] = (float) ((one == null ? 0 : weight * one[j]) + (other == null ? 0 : otherWeight * other[j]));
        }
        return sum;
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /** No event was ever added. */
    private boolean isBlank() {
        return events == 0 && reference == null;
    }

    private boolean isUndated() {
        return events > 0 && reference == null;
    }

    private void requireMergeable(Decay decay) {
        if (decay.window() > 0) {
            throw new IllegalArgumentException("A sum of events does not hold them apart, as a window needs.");
        }
        requireUnder(decay);
    }

    @Override
    public void requireUnder(Decay decay) {
        if (decay.window() > 0 && events > 0) {
            throw new IllegalArgumentException("A sum of " + events + " events does not hold them apart, so it cannot"
                    + " become a window of the latest " + decay.window() + ".");
        }
        if (decay.needsTimes() && isUndated()) {
            throw new IllegalArgumentException("The times of " + events + " summed events are not known, so the sum"
                    + " cannot decay with a half-life of " + decay.halfLife() + ".");
        }
    }

    @Override
    public SignatureSum sum() {
        return this;
    }

    /** How many events were added and not taken out. */
    @Override
    public long events() {
        return events;
    }

    /** The decayed number of events: what to divide the sums by for the mean event. Equals the events without decay. */
    public double weight() {
        return weight;
    }

    /** The moment that the weights are of; nothing where the time of an event is not known, and for no events. */
    public Optional<Instant> reference() {
        return Optional.ofNullable(reference);
    }

    /** The modules that have a vector, in layout order; none when there are no events. */
    public SortedSet<ModuleId> modules() {
        return new TreeSet<>(sums.keySet());
    }

    /**
     * Visits the sum at each module in layout order, without a copy.
     *
     * @param visitor must not change the vectors, nor keep them to do so later
     */
    public void forEach(BiConsumer<ModuleId, float[]> visitor) {
        sums.forEach(visitor);
    }

    /** The sums themselves, not to be changed. */
    SortedMap<ModuleId, float[]> sums() {
        return sums;
    }

    /** The squared Euclidean norm over all modules. */
    public double squaredNorm() {
        double squares = 0;
        for (float[] vector : sums.values()) {
            squares += squaredNorm(vector);
        }
        return squares;
    }

    /** In four parts, since one sum would wait for each of its additions. */
    private static double squaredNorm(float[] vector) {
        double[] parts = new double[4];
        int whole = vector.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            for (int part = 0; part < 4; part++) {
                double value = vector[i + part];
                parts[part] += value * value;
            }
        }
        for (int i = whole; i < vector.length; i++) {
            parts[0] += (double) vector[i] * vector[i];
        }
        return parts[0] + parts[1] + parts[2] + parts[3];
    }

    /**
     * The sum at one module; a copy.
     *
     * @throws IllegalArgumentException when the module is not among {@link #modules()}
     */
    public float[] sum(ModuleId module) {
        float[] sum = sums.get(module);
        if (sum == null) {
            throw new IllegalArgumentException(
                    "There is no signature at module " + module + ", only at " + sums.keySet() + ".");
        }
        return sum.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignatureSum that
                && events == that.events
                && Double.compare(weight, that.weight) == 0
                && reference().equals(that.reference())
                && sums.keySet().equals(that.sums.keySet())
                && sums.entrySet().stream()
                        .allMatch(entry -> Arrays.equals(entry.getValue(), that.sums.get(entry.getKey())));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(events) * 31 + sums.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "SignatureSum[" + events + " events at " + sums.keySet() + "]";
    }
}

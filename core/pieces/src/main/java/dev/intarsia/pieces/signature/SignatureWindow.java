package dev.intarsia.pieces.signature;

import dev.intarsia.pieces.module.ModuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of a user's latest events by event time, then event id, as Per-Pcs (arXiv 2406.10471, recent_k) takes them.
 * An event that is taken out keeps its place without its vectors until later events push it out: what was pushed out before
 * is not there to follow, and so the sum does not depend on when the event was taken out either.
 *
 * <p>It needs as many vectors per user as it holds events, where a {@link SignatureSum} needs one.
 */
public final class SignatureWindow implements UserStatistics {
    private static final SignatureWindow EMPTY = new SignatureWindow(List.of());

    /**
     * One of the events.
     *
     * @param vectors null once it was taken out
     */
    record Place(Instant time, String eventId, @Nullable SortedMap<ModuleId, float[]> vectors) {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::time).thenComparing(Place::eventId);
    }

    /** By time and event id. */
    private final List<Place> places;

    SignatureWindow(List<Place> places) {
        this.places = List.copyOf(places);
    }

    static SignatureWindow empty() {
        return EMPTY;
    }

    List<Place> places() {
        return places;
    }

    /** An event that it holds, or held and was told to take out, changes nothing. */
    @Override
    public SignatureWindow add(DatedSignature event, Decay decay) {
        requireUnder(decay);
        DatedSignature.requireSound(event.vectors());
        firstVectors().ifPresent(earlier -> DatedSignature.requireSameShape(event.vectors(), earlier));
        int at = find(event);
        if (at >= 0) {
            return this;
        }
        List<Place> next = new ArrayList<>(places);
        next.add(-at - 1, new Place(event.time(), event.eventId(), copy(event.vectors())));
        return new SignatureWindow(next.subList(Math.max(0, next.size() - decay.window()), next.size()));
    }

    /** An event that it does not hold any more changes nothing. */
    @Override
    public SignatureWindow without(DatedSignature event, Decay decay) {
        requireUnder(decay);
        int at = find(event);
        if (at < 0) {
            return this;
        }
        List<Place> next = new ArrayList<>(places);
        next.set(at, new Place(event.time(), event.eventId(), null));
        return new SignatureWindow(next);
    }

    /** As {@link Collections#binarySearch} answers. */
    private int find(DatedSignature event) {
        return Collections.binarySearch(places, new Place(event.time(), event.eventId(), null), Place.ORDER);
    }

    private static SortedMap<ModuleId, float[]> copy(Map<ModuleId, float[]> vectors) {
        SortedMap<ModuleId, float[]> copy = new TreeMap<>();
        vectors.forEach((module, vector) -> copy.put(module, vector.clone()));
        return copy;
    }

    @Override
    public void requireUnder(Decay decay) {
        if (decay.window() == 0) {
            throw new IllegalArgumentException(
                    "A window of " + places.size() + " events cannot become a sum of all: those before them are gone.");
        }
    }

    /** The same bits whatever the order in which the events arrived. */
    @Override
    public SignatureSum sum() {
        SortedMap<ModuleId, double[]> sums = new TreeMap<>();
        for (Place place : places) {
            if (place.vectors() != null) {
                place.vectors().forEach((module, vector) -> {
                    double[] sum = sums.computeIfAbsent(module, unseen -> new double[vector.length]);
                    for (int j = 0; j < vector.length; j++) {
                        sum[j] += vector[j];
                    }
                });
            }
        }
        SortedMap<ModuleId, float[]> rounded = new TreeMap<>();
        sums.forEach((module, sum) -> rounded.put(module, rounded(sum)));
        return events() == 0
                ? SignatureSum.empty()
                : new SignatureSum(
                        rounded,
                        events(),
                        events(),
                        places.get(places.size() - 1).time());
    }

    private static float[] rounded(double[] sum) {
        float[] rounded = new float[sum.length];
        for (int j = 0; j < sum.length; j++) {
            rounded[j] = (float) sum[j];
        }
        return rounded;
    }

    @Override
    public long events() {
        return places.stream().filter(place -> place.vectors() != null).count();
    }

    Optional<SortedMap<ModuleId, float[]>> firstVectors() {
        return places.stream()
                .flatMap(place -> Stream.ofNullable(place.vectors()))
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignatureWindow that
                && Arrays.equals(SignatureCodec.write(this), SignatureCodec.write(that));
    }

    @Override
    public int hashCode() {
        return places.stream().map(Place::eventId).toList().hashCode();
    }

    @Override
    public String toString() {
        return "SignatureWindow[" + events() + " events]";
    }
}

package dev.intarsia.pieces.infer;

import static java.util.Comparator.naturalOrder;

import dev.intarsia.pieces.module.ModuleId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Signatures of single events, drawn from the whole population. Their second moment says how much of a score is common
 * to all events, which is what evidence of one user is weighed against.
 *
 * <p>No event counts for more than {@value #LARGEST} times the median norm, so that a single one has a bounded
 * influence. Immutable and safe to share between threads.
 */
public final class SignatureSample {
    /** What an event's norm may be, as a multiple of the median. */
    public static final double LARGEST = 4;

    private static final SignatureSample NONE = new SignatureSample(new TreeMap<>(), 0);

    /** By module: length × size, so that all events' numbers at one position lie side by side. */
    private final SortedMap<ModuleId, float[][]> positions;

    private final int size;

    private SignatureSample(SortedMap<ModuleId, float[][]> positions, int size) {
        this.positions = positions;
        this.size = size;
    }

    /** No event at all. */
    public static SignatureSample none() {
        return NONE;
    }

    /**
     * A sample of events.
     *
     * @param signatures vector per module; all of the same modules and lengths, all finite
     * @throws IllegalArgumentException when they differ in shape
     */
    public static SignatureSample of(Collection<? extends Map<ModuleId, float[]>> signatures) {
        if (signatures.isEmpty()) {
            return NONE;
        }
        List<Map<ModuleId, float[]>> events = List.copyOf(signatures);
        double most = LARGEST * median(events);
        SortedMap<ModuleId, float[][]> positions = new TreeMap<>();
        events.get(0).forEach((module, vector) -> positions.put(module, new float[vector.length][events.size()]));
        for (int event = 0; event < events.size(); event++) {
            put(events.get(event), event, most, positions);
        }
        return new SignatureSample(positions, events.size());
    }

    private static double median(List<Map<ModuleId, float[]>> events) {
        List<Double> norms = events.stream()
                .map(SignatureSample::norm)
                .sorted(naturalOrder())
                .toList();
        return norms.get(norms.size() / 2);
    }

    private static double norm(Map<ModuleId, float[]> event) {
        double squares = 0;
        for (float[] vector : event.values()) {
            for (float value : vector) {
                squares += (double) value * value;
            }
        }
        return Math.sqrt(squares);
    }

    private static void put(
            Map<ModuleId, float[]> event, int index, double most, SortedMap<ModuleId, float[][]> positions) {
        double norm = norm(event);
        float scale = norm > most ? (float) (most / norm) : 1;
        if (!event.keySet().equals(positions.keySet())) {
            throw new IllegalArgumentException("A sampled signature has modules " + event.keySet()
                    + " where the first has " + positions.keySet() + "; sample events of one adapter layout.");
        }
        positions.forEach((module, rows) -> {
            float[] vector = event.get(module);
            if (vector == null || vector.length != rows.length) {
                throw new IllegalArgumentException("A sampled signature at module " + module + " has not the first's "
                        + rows.length + " numbers; sample events of one sketch size.");
            }
            for (int i = 0; i < rows.length; i++) {
                rows[i][index] = scale * vector[i];
            }
        });
    }

    /** The events as they count, with all but the largest as they came. */
    public List<Map<ModuleId, float[]>> events() {
        return IntStream.range(0, size).mapToObj(this::event).toList();
    }

    private Map<ModuleId, float[]> event(int index) {
        Map<ModuleId, float[]> event = new TreeMap<>();
        positions.forEach((module, rows) -> {
            float[] vector = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                vector[i] = rows[i][index];
            }
            event.put(module, vector);
        });
        return event;
    }

    /** How many events there are. */
    public int size() {
        return size;
    }

    /** The modules in layout order; none in an empty sample. */
    public Collection<ModuleId> modules() {
        return Collections.unmodifiableSet(positions.keySet());
    }

    /** Length × size at a module, not to be changed; empty where the module has none. */
    float[][] positions(ModuleId module) {
        return positions.getOrDefault(module, new float[0][]);
    }

    /**
     * The mean event's signature at a module.
     *
     * @return a new array; empty where the module has none
     */
    public float[] mean(ModuleId module) {
        float[][] rows = positions(module);
        float[] mean = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double sum = 0;
            for (float value : rows[i]) {
                sum += value;
            }
            mean[i] = (float) (sum / size);
        }
        return mean;
    }

    /** The score of each event on a gate; all 0 where the module has another length or none. */
    double[] scores(ModuleId module, float[] gate) {
        float[][] rows = positions(module);
        float[] scores = new float[size];
        if (rows.length == gate.length) {
            Accumulation.add(scores, gate, rows);
        }
        return Accumulation.wide(scores);
    }
}

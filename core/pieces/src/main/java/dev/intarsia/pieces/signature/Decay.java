package dev.intarsia.pieces.signature;

/**
 * How fast older events lose weight in a {@link SignatureSum}.
 *
 * @param perEvent what each further event multiplies all earlier ones by, above 0 and at most 1
 */
public record Decay(double perEvent) {
    private static final Decay NONE = new Decay(1);

    public Decay {
        if (!(perEvent > 0 && perEvent <= 1)) {
            throw new IllegalArgumentException(
                    "An event's decay lies above 0 and is at most 1 (no decay), not " + perEvent + ".");
        }
    }

    /** Every event counts the same for ever. */
    public static Decay none() {
        return NONE;
    }

    /**
     * An event counts half once that many later ones have come.
     *
     * @param events above 0
     */
    public static Decay halfLife(double events) {
        if (!(events > 0)) {
            throw new IllegalArgumentException("A half-life is a positive number of events, not " + events + ".");
        }
        return new Decay(Math.pow(0.5, 1 / events));
    }

    /** What {@code events} later events leave of an earlier one. */
    double after(long events) {
        return Math.pow(perEvent, events);
    }
}

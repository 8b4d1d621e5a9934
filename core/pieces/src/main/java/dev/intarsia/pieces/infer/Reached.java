package dev.intarsia.pieces.infer;

import java.util.Arrays;

/** The position along a posterior's directions that pieces reach together. Not thread-safe. */
public final class Reached {
    private final float[][] dual;
    private final int directions;
    private float[][] rows = new float[128][];
    private float[] coefficients = new float[rows.length];
    private int size;

    /** @param dual pieces × directions */
    Reached(float[][] dual, int directions) {
        this.dual = dual;
        this.directions = directions;
    }

    /** One more piece, by its number. */
    public void add(int piece, float coefficient) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
            coefficients = Arrays.copyOf(coefficients, 2 * size);
        }
        rows[size] = dual[piece];
        coefficients[size] = coefficient;
        size++;
    }

    /** What all pieces so far reach. */
    public float[] position() {
        float[] position = new float[directions];
        Accumulation.addShort(position, Arrays.copyOf(coefficients, size), rows);
        return position;
    }
}

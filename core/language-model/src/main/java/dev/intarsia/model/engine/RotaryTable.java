package dev.intarsia.model.engine;

import dev.intarsia.model.checkpoint.Rope;

/**
 * Rotary positions: cos(t f) and, signed for a rolled half, sin(t f) for position t and frequency f.
 *
 * @param cosines context × head size, row-major
 * @param sines context × head size; negative in the first half
 */
public record RotaryTable(float[] cosines, float[] sines) {
    public static RotaryTable of(Rope rope, int context, int headSize) {
        int half = headSize / 2;
        double[] frequencies = rope.frequencies(headSize);
        float[] cosines = new float[Math.multiplyExact(context, headSize)];
        float[] sines = new float[cosines.length];
        for (int position = 0; position < context; position++) {
            for (int i = 0; i < half; i++) {
                double angle = position * frequencies[i];
                int at = position * headSize + i;
                cosines[at] = (float) Math.cos(angle);
                cosines[at + half] = cosines[at];
                sines[at] = (float) -Math.sin(angle);
                sines[at + half] = -sines[at];
            }
        }
        return new RotaryTable(cosines, sines);
    }
}

package dev.intarsia.pretrain;

/**
 * Rotary positions: cos(t f) and, signed for a rolled half, sin(t f) with f = theta^(-2 j / size).
 *
 * @param cosines context × head size
 * @param sines context × head size; negative in the first half
 */
record RotaryTable(float[] cosines, float[] sines) {
    static RotaryTable of(DecoderShape shape) {
        int size = shape.headSize();
        float[] cosines = new float[shape.context() * size];
        float[] sines = new float[cosines.length];
        for (int t = 0; t < shape.context(); t++) {
            for (int j = 0; j < size; j++) {
                double angle = t / Math.pow(DecoderShape.ROPE_THETA, 2.0 * (j % (size / 2)) / size);
                cosines[t * size + j] = (float) Math.cos(angle);
                sines[t * size + j] = (float) (j < size / 2 ? -Math.sin(angle) : Math.sin(angle));
            }
        }
        return new RotaryTable(cosines, sines);
    }
}

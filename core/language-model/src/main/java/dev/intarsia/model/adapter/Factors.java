package dev.intarsia.model.adapter;

/**
 * Both factors of an adapter at one module.
 *
 * @param a r × d_in, row-major; not copied
 * @param b d_out × r, row-major; not copied
 */
public record Factors(ModuleShape shape, int rank, float[] a, float[] b) {
    /** {@code scale · B A}: what the adapter adds to the module's weights, row by row, d_out × d_in, in double. */
    public double[] row(int output, double scale) {
        double[] row = new double[shape.inputs()];
        for (int k = 0; k < rank; k++) {
            double factor = scale * b[output * rank + k];
            if (factor != 0) {
                for (int j = 0; j < row.length; j++) {
                    row[j] += factor * a[k * row.length + j];
                }
            }
        }
        return row;
    }
}

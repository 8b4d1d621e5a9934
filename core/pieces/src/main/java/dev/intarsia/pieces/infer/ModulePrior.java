package dev.intarsia.pieces.infer;

/**
 * What is assumed of one sharer's coefficients before any evidence: mean 0 and, over the modules where the sharer has a
 * piece, covariance {@code ((1−a) I + a 11ᵀ) / S} with S the mean number of pieces at a module. So a pool of any size gives an adapter of
 * about one piece's size, and a says how much one sharer's modules belong together. A missing piece drops out.
 *
 * @param a correlation of two modules of one sharer, at least 0 and below 1
 */
public record ModulePrior(double a) {
    public ModulePrior {
        if (!(a >= 0 && a < 1)) {
            throw new IllegalArgumentException("The correlation of a sharer's modules is at least 0 and below 1, not "
                    + a + "; correct the weights' configuration.");
        }
    }

    /** Covariance times S over the modules that are present, in place. */
    void covary(double[] values) {
        mix(values, 1 - a, a);
    }

    /** Multiplies by the symmetric square root of covariance times S, in place, event by event. */
    void root(double[][] byModule) {
        int modules = byModule.length;
        double own = Math.sqrt(1 - a);
        double common = (Math.sqrt(1 - a + a * modules) - own) / modules;
        double[] column = new double[modules];
        for (int event = 0; event < byModule[0].length; event++) {
            for (int module = 0; module < modules; module++) {
                column[module] = byModule[module][event];
            }
            mix(column, own, common);
            for (int module = 0; module < modules; module++) {
                byModule[module][event] = column[module];
            }
        }
    }

    private static void mix(double[] values, double own, double common) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = own * values[i] + common * sum;
        }
    }
}

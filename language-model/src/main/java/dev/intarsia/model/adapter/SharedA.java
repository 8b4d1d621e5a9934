package dev.intarsia.model.adapter;

import dev.intarsia.pieces.module.ModuleId;

/**
 * The factor A of a module, the same for every user of a base model: orthonormal rows drawn from the base model's
 * fingerprint and the module's name, so nobody has to send it.
 */
public final class SharedA {
    private SharedA() {}

    /**
     * A of one module.
     *
     * @param baseModel fingerprint of the base model
     * @param rank number of rows
     * @param inputs d_in, at least {@code rank}
     * @return rank × inputs, row-major
     */
    public static float[] of(String baseModel, ModuleId module, int rank, int inputs) {
        throw new UnsupportedOperationException();
    }
}

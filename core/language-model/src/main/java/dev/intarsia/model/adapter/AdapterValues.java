package dev.intarsia.model.adapter;

import dev.intarsia.pieces.module.ModuleId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

/**
 * Numbers laid out as an adapter: one block per module. Immutable.
 *
 * <p>Weights and both moments of their optimizer have this form.
 */
public final class AdapterValues {
    private final AdapterLayout layout;
    private final float[] values;

    private AdapterValues(AdapterLayout layout, float[] values) {
        this.layout = layout;
        this.values = values;
    }

    /** All zero. */
    public static AdapterValues zero(AdapterLayout layout) {
        return new AdapterValues(layout, new float[layout.size()]);
    }

    /**
     * All modules one after the other, in layout order.
     *
     * @throws IllegalArgumentException when the length is not the layout's
     */
    public static AdapterValues of(AdapterLayout layout, float[] values) {
        if (values.length != layout.size()) {
            throw new IllegalArgumentException("This layout holds " + layout.size() + " numbers, not " + values.length
                    + "; was the adapter made with another rank or for another base model?");
        }
        return new AdapterValues(layout, values.clone());
    }

    /**
     * From little-endian fp32 bytes per module.
     *
     * @throws IllegalArgumentException when a module is missing, unknown or of another length
     */
    public static AdapterValues ofBytes(AdapterLayout layout, Map<ModuleId, byte[]> modules) {
        modules.keySet().forEach(layout::require);
        float[] values = new float[layout.size()];
        int offset = 0;
        for (ModuleShape module : layout.modules()) {
            byte[] bytes = modules.get(module.id());
            int size = layout.size(module);
            if (bytes == null || bytes.length != size * Float.BYTES) {
                throw new IllegalArgumentException("Module " + module.id() + " needs " + size * Float.BYTES
                        + " bytes, but there are " + (bytes == null ? "none" : bytes.length)
                        + "; was the adapter made with another rank or for another base model?");
            }
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, offset, size);
            offset += size;
        }
        return new AdapterValues(layout, values);
    }

    public AdapterLayout layout() {
        return layout;
    }

    /** All modules in layout order; a copy. */
    public float[] toArray() {
        return values.clone();
    }

    /** One module's block; a copy. */
    public float[] module(ModuleId module) {
        int offset = layout.offset(module);
        return Arrays.copyOfRange(values, offset, offset + layout.size(layout.require(module)));
    }

    /** One module's block as little-endian fp32 bytes. */
    public byte[] bytes(ModuleId module) {
        float[] block = module(module);
        ByteBuffer bytes = ByteBuffer.allocate(block.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(block);
        return bytes.array();
    }

    /** Euclidean norm over all modules. */
    public double norm() {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    /** Whether every number is finite. */
    public boolean finite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdapterValues that && layout.equals(that.layout) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * layout.hashCode() + Arrays.hashCode(values);
    }
}

package dev.intarsia.model.adapter;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.pieces.module.ModuleId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of every module that belong to one user: everything that is personal about a model. Immutable; equal
 * adapters have equal digests.
 */
public final class Adapter {
    private final AdapterValues values;
    private final String digest;

    private Adapter(AdapterValues values) {
        this.values = requireNonNull(values);
        this.digest = digestOf(values);
    }

    /** The adapter that training has added nothing to: it changes nothing, but a prompt is the base model's first one. */
    public static Adapter zero(AdapterLayout layout) {
        return new Adapter(AdapterValues.zero(layout));
    }

    /** The adapter with these weights. */
    public static Adapter of(AdapterValues values) {
        return new Adapter(values);
    }

    /** The adapter with these weights, little-endian fp32 bytes per module. */
    public static Adapter ofBytes(AdapterLayout layout, Map<ModuleId, byte[]> modules) {
        return new Adapter(AdapterValues.ofBytes(layout, modules));
    }

    /**
     * The weighted sum of pieces at each module. Where A is shared, this is the exact sum of the pieces' effects. Where
     * each piece has its own, A and B are summed separately, as in Per-Pcs (Tan et al. 2024): {@code (Σ w B)(Σ w A)},
     * which is not the sum of the effects. Modules not named stay zero; sums are taken in double
     * precision in the order given.
     *
     * @throws IllegalArgumentException when a module is unknown, a piece has another length or adapters are no LoRAs
     */
    public static Adapter sum(AdapterLayout layout, Map<ModuleId, List<Weighted>> pieces) {
        return new Adapter(Composition.sum(layout, pieces));
    }

    /**
     * Where training begins: with zero. A of one's own is drawn as LoRA does (Kaiming's uniform
     * numbers, {@code ±1/sqrt(d_in)}) from the seed and the module's name, the same on every machine.
     */
    public static Adapter initial(AdapterLayout layout, long seed) {
        return layout.form() == AdapterCodec.OWN_A ? new Adapter(LoraInit.draw(layout, seed)) : zero(layout);
    }

    public AdapterLayout layout() {
        return values.layout();
    }

    public AdapterValues values() {
        return values;
    }

    /** All that the adapter holds of one module, see {@link AdapterLayout}; a copy. */
    public float[] weights(ModuleId module) {
        return values.module(module);
    }

    /**
     * Both factors of one module, whichever form of LoRA the adapter has.
     *
     * @param baseModel fingerprint of the base model, from which a shared A follows
     */
    public Factors factors(String baseModel, ModuleId module) {
        if (!layout().form().isLora()) {
            throw new IllegalArgumentException(
                    "This adapter is of the method " + layout().method().text() + ", and only LoRA has factors.");
        }
        ModuleShape shape = layout().require(module);
        float[] block = values.module(module);
        int size = layout().sizeOfB(shape);
        float[] a = layout().form() == AdapterCodec.OWN_A
                ? Arrays.copyOfRange(block, size, block.length)
                : SharedA.of(baseModel, module, layout().rank(), shape.inputs());
        return new Factors(shape, layout().rank(), a, Arrays.copyOf(block, size));
    }

    /**
     * The same LoRA by its B alone; empty when any A is not exactly the one that all adapters of the base share.
     *
     * @throws IllegalArgumentException as {@link #factors}
     */
    public Optional<Adapter> withSharedA(String baseModel) {
        return Fitting.withSharedA(this, baseModel).map(Adapter::new);
    }

    /**
     * The same adapter in a roomier layout of the same form: rank is filled up with zeros, modules it does not touch
     * are zero, and another scale is worked into B (exactly, where the two differ by a power of two).
     *
     * @throws IllegalArgumentException when it does not fit: another form, a smaller rank, a module missing or of
     *     another shape
     */
    public Adapter in(AdapterLayout other) {
        return layout().equals(other) ? this : new Adapter(Fitting.fit(this, other));
    }

    /** What the adapter holds of one module as little-endian fp32 bytes. */
    public byte[] bytes(ModuleId module) {
        return values.bytes(module);
    }

    /** SHA-256 of all modules' bytes in layout order, in hexadecimal. */
    public String digest() {
        return digest;
    }

    private static String digestOf(AdapterValues values) {
        Sha256 sha256 = new Sha256();
        values.layout().modules().forEach(module -> sha256.raw(ByteBuffer.wrap(values.bytes(module.id()))));
        return sha256.hex();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Adapter that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "adapter " + digest.substring(0, 12);
    }
}

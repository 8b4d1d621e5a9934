package dev.intarsia.model.adapter;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.module.ModuleId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The B of every module: everything that is personal about a model. Immutable; equal adapters have equal digests. */
public final class Adapter {
    private final AdapterValues values;
    private final String digest;

    private Adapter(AdapterValues values) {
        this.values = requireNonNull(values);
        this.digest = digestOf(values);
    }

    /** The adapter that changes nothing. */
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
     * The weighted sum of pieces at each module. A is shared, so this is the exact sum of the pieces' effects. Modules
     * not named stay zero; sums are taken in double precision in the order given.
     *
     * @throws IllegalArgumentException when a module is unknown or a piece has another length
     */
    public static Adapter sum(AdapterLayout layout, Map<ModuleId, List<Weighted>> pieces) {
        return new Adapter(Composition.sum(layout, pieces));
    }

    public AdapterLayout layout() {
        return values.layout();
    }

    public AdapterValues values() {
        return values;
    }

    /** B of one module, d_out × r row-major; a copy. */
    public float[] weights(ModuleId module) {
        return values.module(module);
    }

    /** B of one module as little-endian fp32 bytes. */
    public byte[] bytes(ModuleId module) {
        return values.bytes(module);
    }

    /** SHA-256 of all modules' bytes in layout order, in hexadecimal. */
    public String digest() {
        return digest;
    }

    private static String digestOf(AdapterValues values) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            values.layout().modules().forEach(module -> sha256.update(values.bytes(module.id())));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
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

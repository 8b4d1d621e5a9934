package dev.intarsia.trainer.share;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.sketch.Republishing;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The marks that pieces get which are cut from the adapter in force. Sketches are made when they are needed, once. */
public final class AdapterMarks {
    private final long version;
    private final String baseModel;
    private final GateKind gate;
    private final Republishing republishing;
    private final Function<ModuleId, float[]> sketching;
    private final Map<ModuleId, float[]> sketches = new HashMap<>();

    /**
     * The marks of a version.
     *
     * @param sketching sketches a module's weights; not called where every version is published
     */
    public AdapterMarks(
            long version,
            String baseModel,
            GateKind gate,
            Republishing republishing,
            Function<ModuleId, float[]> sketching) {
        this.version = version;
        this.baseModel = requireNonNull(baseModel);
        this.gate = requireNonNull(gate);
        this.republishing = requireNonNull(republishing);
        this.sketching = requireNonNull(sketching);
    }

    long version() {
        return version;
    }

    /** The mark of one module's piece. */
    PieceMark of(ModuleId module) {
        return republishing.always()
                ? new PieceMark(version, baseModel, gate)
                : new PieceMark(version, baseModel, gate, LittleEndianFloats.encode(sketch(module)));
    }

    /** Whether what is published of a module is what should be, or near enough. */
    boolean cover(ModuleId module, @Nullable PieceMark published) {
        return published != null
                && published.whole()
                && published.baseModel().equals(baseModel)
                && published.gate() == gate
                && (published.version() == version || keeps(module, published));
    }

    private boolean keeps(ModuleId module, PieceMark published) {
        ByteBuffer sketch = published.sketch();
        return published.version() < version
                && !republishing.always()
                && sketch.hasRemaining()
                && republishing.keeps(LittleEndianFloats.decode(sketch), sketch(module));
    }

    private float[] sketch(ModuleId module) {
        return sketches.computeIfAbsent(module, sketching);
    }
}

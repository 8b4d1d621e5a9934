package dev.intarsia.trainer.wire;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.validation.RefusalReason;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Assembles a user's adapter from the newest record of each module. An adapter of another base model or layout, or an
 * incomplete one, is ignored, but its version number stays used.
 */
public final class AdapterAssembly {
    private final String baseModel;
    private final AdapterLayout layout;

    /** @param baseModel fingerprint of the base model */
    public AdapterAssembly(String baseModel, AdapterLayout layout) {
        this.baseModel = requireNonNull(baseModel);
        this.layout = requireNonNull(layout);
    }

    /**
     * What the records of one user amount to.
     *
     * @param own the version they make up, or null
     * @param state its numbers, or null
     * @param newestVersion the highest version among them, 0 for none
     * @param unfit why they make up none; null where they do, or are not all there
     */
    public record Found(
            @Nullable AdapterVersion own,
            @Nullable AdapterState state,
            long newestVersion,
            @Nullable RecordRefusal unfit) {
        static Found nothing(long newestVersion, @Nullable RecordRefusal unfit) {
            return new Found(null, null, newestVersion, unfit);
        }
    }

    /** @param newest per module, as its key names it, the newest record */
    public Found assemble(Map<String, AdapterModule> newest) {
        long version = newest.values().stream()
                .mapToLong(AdapterModule::getVersion)
                .max()
                .orElse(0);
        Map<ModuleId, AdapterModule> modules = new HashMap<>();
        for (ModuleShape shape : layout.modules()) {
            AdapterModule module = newest.get(shape.id().text());
            if (module == null || module.getVersion() != version) {
                return Found.nothing(
                        version,
                        newest.values().stream().findAny().map(this::unfit).orElse(null));
            }
            if (!fits(module)) {
                return Found.nothing(version, unfit(module));
            }
            modules.put(shape.id(), module);
        }
        AdapterModule any = requireNonNull(modules.get(layout.modules().get(0).id()));
        try {
            Adapter adapter = Adapter.of(values(modules, AdapterModule::getWeights));
            AdapterState state = any.getSteps() == 0
                    ? AdapterState.start(adapter)
                    : new AdapterState(
                            adapter,
                            values(modules, AdapterModule::getFirstMoment),
                            values(modules, AdapterModule::getSecondMoment),
                            any.getSteps());
            boolean whole = state.adapter().digest().equals(any.getDigest());
            return whole
                    ? new Found(AdapterRecords.standing(any), state, version, null)
                    : Found.nothing(
                            version,
                            new RecordRefusal(
                                    RefusalReason.DIGEST,
                                    "The weights of version " + version + " of user '" + any.getUser()
                                            + "' do not have its digest."));
        } catch (IllegalArgumentException otherShape) {
            return Found.nothing(
                    version, new RecordRefusal(RefusalReason.SHAPE, String.valueOf(otherShape.getMessage())));
        }
    }

    /** Why a module is of another base model or shape; null where it is of this one. */
    private @Nullable RecordRefusal unfit(AdapterModule module) {
        if (fits(module)) {
            return null;
        }
        if (!module.getBaseModel().equals(baseModel)) {
            return new RecordRefusal(
                    RefusalReason.BASE_MODEL,
                    "The adapter is of base model " + module.getBaseModel() + " where " + baseModel + " is loaded.");
        }
        return new RecordRefusal(
                RefusalReason.SHAPE,
                "The adapter is of method " + module.getMethod() + " and has rank " + module.getRank() + ", alpha "
                        + module.getAlpha() + " and "
                        + module.getModules() + " modules where "
                        + layout.method().text() + ", " + layout.rank() + ", " + layout.alpha() + " and "
                        + layout.modules().size() + " are set.");
    }

    /** Whether a module is of this base model, method and shape. */
    public boolean fits(AdapterModule module) {
        return module.getBaseModel().equals(baseModel)
                && module.getMethod().equals(layout.method().text())
                && module.getRank() == layout.rank()
                && module.getAlpha() == layout.alpha()
                && module.getModules() == layout.modules().size();
    }

    private AdapterValues values(Map<ModuleId, AdapterModule> modules, Function<AdapterModule, ByteBuffer> field) {
        Map<ModuleId, byte[]> bytes = new HashMap<>();
        modules.forEach((id, module) -> {
            ByteBuffer buffer = field.apply(module).duplicate();
            byte[] copy = new byte[buffer.remaining()];
            buffer.get(copy);
            bytes.put(id, copy);
        });
        return AdapterValues.ofBytes(layout, bytes);
    }
}

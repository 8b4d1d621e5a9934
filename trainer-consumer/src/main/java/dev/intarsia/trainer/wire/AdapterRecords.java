package dev.intarsia.trainer.wire;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.choice.ComparedLosses;
import dev.intarsia.oppu.drift.LossTrend;
import dev.intarsia.oppu.learn.AdapterHold;
import dev.intarsia.oppu.learn.AdapterLineage;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.AssembledBase;
import dev.intarsia.oppu.learn.HoldReason;
import dev.intarsia.oppu.learn.LineageRoot;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.UpdateRun;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adapter versions as records of {@code adapters}, one per module. */
public final class AdapterRecords {
    private AdapterRecords() {}

    /**
     * All modules of one version, in layout order.
     *
     * @param baseModel fingerprint of the base model
     */
    public static List<AdapterModule> of(String user, AdapterVersion standing, AdapterState state, String baseModel) {
        AdapterLayout layout = state.layout();
        AdapterHold hold = standing.hold();
        AssembledBase beneath = standing.beneath();
        List<UpdateRun> runs = standing.lineage().runs().stream()
                .map(run -> new UpdateRun(run.version(), run.seen(), run.level().number()))
                .toList();
        return layout.modules().stream()
                .map(ModuleShape::id)
                .map(module -> new AdapterModule(
                        user,
                        module.text(),
                        standing.version(),
                        layout.modules().size(),
                        baseModel,
                        layout.rank(),
                        layout.alpha(),
                        bytes(state.adapter().values(), module),
                        moment(state, state.firstMoment(), module),
                        moment(state, state.secondMoment(), module),
                        state.steps(),
                        standing.seen(),
                        standing.lastEventId(),
                        standing.lastIngestedAt(),
                        standing.parentVersion(),
                        standing.digest(),
                        standing.lineage().hash(),
                        standing.lineage().recipe(),
                        standing.lineage().root().version(),
                        standing.lineage().root().seen(),
                        standing.lineage().root().lineage(),
                        runs,
                        hold == null ? "" : hold.reason().text(),
                        hold == null ? 0 : hold.goodVersion(),
                        hold == null ? Instant.EPOCH : hold.since(),
                        standing.lineage().released(),
                        beneath == null ? AdapterBase.BASE_MODEL : AdapterBase.ASSEMBLED,
                        beneath == null ? 0 : beneath.assignment(),
                        beneath == null ? "" : beneath.digest(),
                        layout.method().text(),
                        standing.trend().losses(),
                        standing.trend().driftAt(),
                        standing.lineage().root().imported(),
                        standing.trend().compared().events(),
                        standing.trend().compared().trained(),
                        standing.trend().compared().base()))
                .toList();
    }

    /** The part of a record that is the same for every module of its version. */
    public static AdapterVersion standing(AdapterModule module) {
        return new AdapterVersion(
                module.getVersion(),
                module.getParentVersion(),
                module.getEvents(),
                module.getLastEventId(),
                module.getLastIngestedAt(),
                module.getDigest(),
                new AdapterLineage(
                        module.getLineage(),
                        module.getRecipe(),
                        new LineageRoot(
                                module.getRootVersion(),
                                module.getRootEvents(),
                                module.getRootLineage(),
                                module.getRootImported()),
                        module.getRuns().stream()
                                .map(run -> new dev.intarsia.oppu.learn.UpdateRun(
                                        run.getVersion(), run.getEvents(), LoadLevel.of(run.getLevel())))
                                .toList(),
                        module.getReleased()),
                hold(module),
                beneath(module),
                new LossTrend(
                        module.getLosses(),
                        module.getDriftAt(),
                        new ComparedLosses(
                                module.getComparedEvents(), module.getComparedLoss(), module.getComparedBaseLoss())));
    }

    private static @Nullable AssembledBase beneath(AdapterModule module) {
        if (module.getBase() == AdapterBase.BASE_MODEL) {
            return null;
        }
        return module.getAssignment() == 0
                ? AssembledBase.NONE
                : new AssembledBase(module.getAssignment(), module.getAssembledDigest());
    }

    /** Whoever writes another reason than those known here is a later release, whose versions are as held as ours. */
    private static @Nullable AdapterHold hold(AdapterModule module) {
        return module.getHeld().isEmpty()
                ? null
                : new AdapterHold(
                        HoldReason.of(module.getHeld()).orElse(HoldReason.NORM),
                        module.getGoodVersion(),
                        module.getHeldSince());
    }

    /** An optimizer that starts afresh has moments of zero, which need not travel. */
    private static ByteBuffer moment(AdapterState state, AdapterValues moment, ModuleId module) {
        return state.steps() == 0 ? ByteBuffer.allocate(0) : bytes(moment, module);
    }

    private static ByteBuffer bytes(AdapterValues values, ModuleId module) {
        return ByteBuffer.wrap(values.bytes(module));
    }
}

package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.topic.ModuleKey;
import java.time.Instant;

/** The rules of {@code adapters}; the layout of the base model is known to those who have it. */
final class AdapterModuleRules implements RecordRules<ModuleKey, AdapterModule> {
    @Override
    public void check(ModuleKey key, AdapterModule module, Instant written) {
        Checks.sameAsKey("user", key.user(), module.getUser());
        Checks.sameAsKey("module", key.module(), module.getModule());
        Checks.atLeast("version", module.getVersion(), 1);
        Checks.atLeast("modules", module.getModules(), 1);
        Checks.require(
                module.getModules() <= Checks.MOST_MODULES,
                "modules",
                () -> "is " + module.getModules() + "; no model has as many modules");
        Checks.id("baseModel", module.getBaseModel());
        Checks.finite("alpha", module.getAlpha());
        Checks.id("method", module.getMethod());
        Vectors.matrix("weights", module.getWeights(), module.getRank());
        Vectors.likeOrNone("firstMoment", module.getFirstMoment(), module.getWeights());
        Vectors.likeOrNone("secondMoment", module.getSecondMoment(), module.getWeights());
        Checks.atLeast("steps", module.getSteps(), 0);
        Checks.atLeast("events", module.getEvents(), 0);
        Checks.id("lastEventId", module.getLastEventId());
        PlausibleTime.copiedOfService("lastIngestedAt", module.getLastIngestedAt(), written);
        Checks.atLeast("parentVersion", module.getParentVersion(), 0);
        Checks.digest("digest", module.getDigest());
        Checks.digestOrNone("lineage", module.getLineage());
        Checks.digestOrNone("recipe", module.getRecipe());
        Checks.atLeast("rootVersion", module.getRootVersion(), 0);
        Checks.atLeast("rootEvents", module.getRootEvents(), 0);
        Checks.digestOrNone("rootLineage", module.getRootLineage());
        module.getRuns().forEach(run -> {
            Checks.atLeast("runs", run.getVersion(), 1);
            Checks.atLeast("runs", run.getEvents(), 0);
            Checks.atLeast("runs", run.getLevel(), 0);
        });
        module.getReleased().forEach(version -> Checks.atLeast("released", version, 1));
        Checks.atLeast("goodVersion", module.getGoodVersion(), 0);
        if (!module.getHeld().isEmpty()) {
            Checks.require(
                    module.getGoodVersion() < module.getVersion(),
                    "goodVersion",
                    () -> "is " + module.getGoodVersion() + ", which is not before version " + module.getVersion());
            PlausibleTime.copiedOfService("heldSince", module.getHeldSince(), written);
        }
        Checks.atLeast("assignment", module.getAssignment(), 0);
        Checks.digestOrNone("assembledDigest", module.getAssembledDigest());
        Checks.require(
                module.getAssignment() == 0 == module.getAssembledDigest().isEmpty(),
                "assembledDigest",
                () -> "is '" + module.getAssembledDigest() + "' of assignment " + module.getAssignment()
                        + "; there is one of an assignment from 1 on");
        module.getLosses().forEach(loss -> Checks.finite("losses", loss));
        Checks.atLeast("driftAt", module.getDriftAt(), 0);
        Checks.digestOrNone("rootImported", module.getRootImported());
        Checks.atLeast("comparedEvents", module.getComparedEvents(), 0);
        Checks.finite("comparedLoss", module.getComparedLoss());
        Checks.finite("comparedBaseLoss", module.getComparedBaseLoss());
    }

    @Override
    public void checkTombstone(ModuleKey key, Instant written) {}
}

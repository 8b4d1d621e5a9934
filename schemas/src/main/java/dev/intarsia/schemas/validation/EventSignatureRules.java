package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.ModuleSignature;
import java.time.Instant;

/** The rules of {@code signatures}. */
final class EventSignatureRules implements RecordRules<String, EventSignature> {
    private static final String LORA = "lora";

    @Override
    public void check(String key, EventSignature signature, Instant written) {
        Checks.sameAsKey("user", key, signature.getUser());
        Checks.id("eventId", signature.getEventId());
        PlausibleTime.copiedOfUser("eventTime", signature.getEventTime(), written);
        PlausibleTime.copiedOfService("ingestedAt", signature.getIngestedAt(), written);
        Checks.id("task", signature.getTask());
        Checks.id("baseModel", signature.getBaseModel());
        Checks.finite("baseLoss", signature.getBaseLoss());
        if (signature.getOwnLoss() != null) {
            Checks.finite("ownLoss", signature.getOwnLoss());
        }
        Checks.atLeast("ownVersion", signature.getOwnVersion(), 0);
        Checks.atLeast("eventsAfter", signature.getEventsAfter(), -1);
        Checks.modules(
                "modules",
                signature.getModules().stream().map(ModuleSignature::getModule).toList());
        Checks.id("method", signature.getMethod());
        boolean lora = signature.getMethod().equals(LORA);
        Checks.require(
                !lora || !signature.getModules().isEmpty(), "modules", "is empty; a signature has no modules to count");
        Checks.require(
                lora || signature.getModules().isEmpty(),
                "modules",
                () -> "has entries, though method is '" + Checks.shown(signature.getMethod()) + "'; only lora has any");
        signature.getModules().forEach(module -> Vectors.scored("sketch of " + module.getModule(), module.getSketch()));
    }

    @Override
    public void checkTombstone(String key, Instant written) {
        throw new InvalidRecordException(
                RefusalReason.NO_VALUE, "A signature has no value; users are erased through the consents.");
    }
}

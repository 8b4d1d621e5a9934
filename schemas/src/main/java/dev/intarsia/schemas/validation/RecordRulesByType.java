package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.Release;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.avro.SharingConsent;
import java.util.Map;

/** The rules by the Avro class of the values. */
final class RecordRulesByType {
    static final Map<Class<?>, RecordRules<?, ?>> ALL = Map.of(
            Release.class, new ReleaseRules(),
            BehaviorEvent.class, new BehaviorEventRules(),
            SharingConsent.class, new SharingConsentRules(),
            EventSignature.class, new EventSignatureRules(),
            AdapterModule.class, new AdapterModuleRules(),
            Piece.class, new PieceRules(),
            Gate.class, new GateRules(),
            ErasureProgress.class, new ErasureProgressRules(),
            RosterEntry.class, new RosterEntryRules(),
            Assignment.class, new AssignmentRules());

    private RecordRulesByType() {}
}

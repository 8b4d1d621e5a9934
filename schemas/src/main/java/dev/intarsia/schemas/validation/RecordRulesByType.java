package dev.intarsia.schemas.validation;

import static java.util.Map.entry;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.DriftReport;
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
    static final Map<Class<?>, RecordRules<?, ?>> ALL = Map.ofEntries(
            entry(Release.class, new ReleaseRules()),
            entry(BehaviorEvent.class, new BehaviorEventRules()),
            entry(SharingConsent.class, new SharingConsentRules()),
            entry(EventSignature.class, new EventSignatureRules()),
            entry(AdapterModule.class, new AdapterModuleRules()),
            entry(DriftReport.class, new DriftReportRules()),
            entry(Piece.class, new PieceRules()),
            entry(Gate.class, new GateRules()),
            entry(ErasureProgress.class, new ErasureProgressRules()),
            entry(RosterEntry.class, new RosterEntryRules()),
            entry(Assignment.class, new AssignmentRules()));

    private RecordRulesByType() {}
}

package dev.intarsia.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class TrustedContractsTest {
    @Test
    void shouldTrustEveryClassOfTheContracts() {
        assertThat(TrustedContracts.classNames())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                "BehaviorEvent",
                                "SharingConsent",
                                "EventSignature",
                                "ModuleSignature",
                                "AdapterModule",
                                "UpdateRun",
                                "AdapterBase",
                                "DriftReport",
                                "Release",
                                "Piece",
                                "Gate",
                                "GateKind",
                                "RosterEntry",
                                "ErasureProgress",
                                "Assignment",
                                "AssignmentCause",
                                "ModuleAssignment",
                                "PieceWeight",
                                "ReplacedAssignment")
                        .map(name -> "dev.intarsia.schemas.avro." + name)
                        .toList());
    }

    @Test
    void shouldTrustNoOtherClass() {
        TrustedContracts.declare();
        Schema foreign = SchemaBuilder.record("java.util.concurrent.ForkJoinPool")
                .fields()
                .endRecord();

        assertThatThrownBy(() -> SpecificData.get().getClass(foreign)).isInstanceOf(SecurityException.class);
    }
}

package dev.intarsia.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopicsTest {
    static List<Arguments> catalogue() {
        return List.of(
                row("events", EventKey.class, BehaviorEvent.class, "compact,delete", "ingest"),
                row("consents", ConsentKey.class, SharingConsent.class, "compact", "ingest"),
                row("signatures", String.class, EventSignature.class, "delete", "trainer-consumer"),
                row("adapters", ModuleKey.class, AdapterModule.class, "compact", "trainer-consumer"),
                row("drifts", String.class, DriftReport.class, "compact", "trainer-consumer"),
                row("pieces", ModuleKey.class, Piece.class, "compact", "trainer-consumer"),
                row("gates", ModuleKey.class, Gate.class, "compact", "trainer-consumer"),
                row("roster", String.class, RosterEntry.class, "compact", "assembler-stream"),
                row("assignments", String.class, Assignment.class, "compact", "assembler-stream"),
                row("erasures", ErasureKey.class, ErasureProgress.class, "compact", "trainer-consumer"),
                row("releases", String.class, Release.class, "compact", "an operator"),
                row("dead-letters", byte[].class, byte[].class, "delete", "every service"));
    }

    private static Arguments row(Object... cells) {
        return Arguments.of(cells);
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void shouldDeclareEachTopic(String name, Class<?> key, Class<?> value, String cleanup, String owner) {
        Topic<?, ?> topic = Topics.standard().all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(topic.keys().type()).isEqualTo(key);
        assertThat(topic.valueType()).isEqualTo(value);
        assertThat(topic.cleanup().policy()).isEqualTo(cleanup);
        assertThat(topic.settings()).containsEntry("cleanup.policy", cleanup);
        assertThat(topic.owner().label()).isEqualTo(owner);
        assertThat(topic.partitions()).isEqualTo(8);
        assertThat(topic.subject()).isEqualTo(name + "-value");
    }

    @Test
    void shouldHaveEachRecordRefusedByAServiceThatReadsIt() {
        assertThat(Topics.standard().pieces().refusedBy()).isEqualTo(Owner.INFERENCE_GATEWAY);
        assertThat(Topics.standard().gates().refusedBy()).isEqualTo(Owner.ASSEMBLER_STREAM);
    }

    @Test
    void shouldDeclareNothingElse() {
        assertThat(Topics.standard().all()).hasSize(catalogue().size());
    }

    @Test
    void shouldKeepEventsForThreeMonthsAndErasedRecordsForADay() {
        assertThat(Topics.standard().events().settings())
                .containsEntry("retention.ms", "7776000000")
                .containsEntry("segment.ms", "21600000")
                .containsEntry("max.compaction.lag.ms", "43200000");
        assertThat(Topics.standard().adapters().settings()).containsEntry("max.compaction.lag.ms", "86400000");
    }

    @Test
    void shouldKeepEveryErasureAsLongAsTheEventsItErases() {
        assertThat(Topics.standard().consents().settings()).containsEntry("min.compaction.lag.ms", "7776000000");
    }

    @Test
    void shouldForgetTheNamesOfErasedUsersADayAfterTheirEvents() {
        assertThat(Topics.standard().consents().settings()).containsEntry("max.compaction.lag.ms", "7862400000");
    }

    @Test
    void shouldKeepRecordsThatNothingReplacesForTheConfiguredTime() {
        Topics topics = Topics.of("", 1, new Retention(Duration.ofDays(7), Duration.ofDays(2), Duration.ofHours(1)));

        assertThat(topics.events().settings()).containsEntry("retention.ms", "604800000");
        assertThat(topics.consents().settings()).containsEntry("min.compaction.lag.ms", "604800000");
        assertThat(topics.signatures().settings()).containsEntry("retention.ms", "172800000");
        assertThat(topics.deadLetters().settings()).containsEntry("retention.ms", "3600000");
    }

    @Test
    void shouldRefuseARetentionThatKeepsNothing() {
        Duration month = Duration.ofDays(30);

        assertThatThrownBy(() -> new Retention(Duration.ZERO, month, month))
                .hasMessageContaining("events")
                .hasMessageContaining("a minute or more");
    }

    @Test
    void shouldGiveTheDeadLettersRoomForTheirHeaders() {
        int largest = Integer.parseInt(Topics.standard().adapters().settings().get("max.message.bytes"));
        int room = Integer.parseInt(Topics.standard().deadLetters().settings().get("max.message.bytes"));

        assertThat(room).isGreaterThan(largest);
    }

    @Test
    void shouldPrefixNamesAndSubjects() {
        Topics topics = Topics.of("staging.", 2);

        assertThat(topics.all()).allSatisfy(topic -> {
            assertThat(topic.name()).startsWith("staging.");
            assertThat(topic.subject()).startsWith("staging.");
            assertThat(topic.partitions()).isEqualTo(2);
        });
    }

    @Test
    void shouldRefuseATopicWithoutPartitions() {
        assertThatThrownBy(() -> Topics.of("", 0))
                .hasMessageContaining("events")
                .hasMessageContaining("at least 1");
    }
}

package dev.intarsia.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import org.junit.jupiter.api.Test;

class SchemaBootstrapTest {
    private final MockSchemaRegistryClient client = new MockSchemaRegistryClient();
    private final SchemaBootstrap bootstrap =
            new SchemaBootstrap(new Registry(client, "mock://bootstrap", RetryPolicy.DEFAULT));

    @Test
    void shouldRegisterTheValueOfEveryTopicThatHasAContract() throws Exception {
        bootstrap.declare(Topics.of("p.", 1));

        assertThat(client.getAllSubjects())
                .containsExactlyInAnyOrder(
                        "p.events-value",
                        "p.consents-value",
                        "p.signatures-value",
                        "p.adapters-value",
                        "p.drifts-value",
                        "p.pieces-value",
                        "p.gates-value",
                        "p.erasures-value",
                        "p.releases-value",
                        "p.roster-value",
                        "p.assignments-value");
        assertThat(client.getCompatibility(null)).isEqualTo("BACKWARD_TRANSITIVE");
    }

    @Test
    void shouldChangeNothingTheSecondTime() throws Exception {
        bootstrap.declare(Topics.standard());
        int id = client.getLatestSchemaMetadata("events-value").getId();

        bootstrap.declare(Topics.standard());

        assertThat(client.getAllVersions("events-value")).hasSize(1);
        assertThat(client.getLatestSchemaMetadata("events-value").getId()).isEqualTo(id);
    }
}

package dev.intarsia.tests.trainer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.model.peft.PeftFolder;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.broker.BrokerSettings;
import dev.intarsia.stack.broker.EmbeddedBroker;
import dev.intarsia.stack.cluster.Catalogue;
import dev.intarsia.stack.port.Port;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.connect.KafkaClients;
import dev.intarsia.trainer.imports.AdapterImport;
import dev.intarsia.trainer.imports.ImportPatience;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broker that is stopped in the middle of an import: the import is refused, and ends. */
@LocalClusterTest
@ExtendWith(SharedModel.Loading.class)
class AdapterImportOutageIT {
    private static final ImportPatience PATIENCE = new ImportPatience(Duration.ofSeconds(2), Duration.ofSeconds(2));
    /** Of both patiences, the close of clients, and the stop of a broker on a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final TestCluster cluster;
    private final SharedModel model;

    AdapterImportOutageIT(TestCluster cluster, SharedModel model) {
        this.cluster = cluster;
        this.model = model;
    }

    /** When the broker is stopped: before this question to it is asked. */
    private enum Moment {
        TRAINERS(Admin.class, "describeConsumerGroups"),
        OFFSETS(Admin.class, "listConsumerGroupOffsets"),
        ADAPTERS(Consumer.class, "poll"),
        ERASURES(Consumer.class, "partitionsFor"),
        PRODUCER(Producer.class, "initTransactions"),
        GROUP(Producer.class, "sendOffsetsToTransaction"),
        COMMIT(Producer.class, "commitTransaction");

        private final Class<?> client;
        private final String question;

        Moment(Class<?> client, String question) {
            this.client = client;
            this.question = question;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWhereTheBrokerIsStopped(Moment moment, @TempDir Path directory) throws IOException {
        Path folder = directory.resolve("adapter");
        PeftFolder.write(folder, model.tiny().adapter(7), BaseModel.of(model.checkpoint()), Dtype.F32);
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), Port.any(), Port.any()))) {
            Catalogue.at(broker.bootstrapServers(), cluster.registryUrl()).hold(Topics.of("", 2));
            TrainerConfig config = TrainerConfig.SETTINGS.with(settings(broker));
            StoppingClients clients = new StoppingClients(config, moment, broker);

            assertThatThrownBy(() -> assertTimeoutPreemptively(BOUND, () -> {
                        try (AdapterImport adapters = new AdapterImport(config, PATIENCE, clients)) {
                            adapters.run("ada", folder);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("othing was imported")
                    .hasMessageContaining("import again");
        }
    }

    private Map<String, String> settings(EmbeddedBroker broker) {
        Map<String, String> settings = new HashMap<>(SharedModel.SHAPE);
        settings.put("kafka.bootstrap-servers", broker.bootstrapServers());
        settings.put("kafka.partitions", "2");
        settings.put("schema-registry.url", cluster.registryUrl());
        settings.put("model.path", model.checkpoint().toString());
        return settings;
    }

    /** An import's own clients, of which one stops the broker first. */
    private static final class StoppingClients extends KafkaClients {
        private final Moment moment;
        private final EmbeddedBroker broker;

        StoppingClients(TrainerConfig config, Moment moment, EmbeddedBroker broker) {
            super(config, "import", PATIENCE.broker());
            this.moment = moment;
            this.broker = broker;
        }

        @Override
        public Admin admin() {
            return stopping(Admin.class, super.admin());
        }

        @Override
        public Consumer<byte[], byte[]> freeConsumer(String purpose) {
            return stopping(Consumer.class, super.freeConsumer(purpose));
        }

        @Override
        public Producer<byte[], byte[]> producer() {
            return stopping(Producer.class, super.producer());
        }

        private <C> C stopping(Class<? super C> type, C client) {
            if (moment.client != type) {
                return client;
            }
            @SuppressWarnings("unchecked")
            C stopping = (C) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getName().equals(moment.question)) {
                            broker.close();
                        }
                        try {
                            return method.invoke(client, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            return stopping;
        }
    }
}

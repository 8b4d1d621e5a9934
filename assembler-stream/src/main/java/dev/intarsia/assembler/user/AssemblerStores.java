package dev.intarsia.assembler.user;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElseGet;

import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.service.erasure.Erasures;
import dev.intarsia.service.erasure.RemovalReports;
import dev.intarsia.service.streams.ErasedFiles;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What is kept by user.
 *
 * @param users each user's state
 * @param erasures who was erased, and when
 * @param population sampled events, by hashes of user and event
 * @param reports what was removed for each erasure
 * @param files takes what was deleted out of them
 */
public record AssemblerStores(
        KeyValueStore<String, AssemblerUserState> users,
        Erasures erasures,
        KeyValueStore<String, SampledEvent> population,
        RemovalReports reports,
        ErasedFiles files) {
    /** Name of the store of users. */
    public static final String USERS = "users";
    /** Name of the store of the population's sample. */
    public static final String POPULATION = "population";

    /**
     * The store of users; writes of one commit interval to one user become one.
     *
     * @param changelog how its changelog forgets
     * @param decay under which the users' signatures go on
     * @param written told of the bytes of each state
     */
    public static StoreBuilder<KeyValueStore<String, AssemblerUserState>> usersBuilder(
            Map<String, String> changelog, Decay decay, IntConsumer written) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(USERS),
                        Serdes.String(),
                        AssemblerUserStateSerde.serde(decay, written))
                .withCachingEnabled()
                .withLoggingEnabled(changelog);
    }

    /** The bytes a user's state is stored as, under a decay. */
    public static Serde<AssemblerUserState> userForm(Decay decay) {
        return AssemblerUserStateSerde.serde(decay, bytes -> {});
    }

    /**
     * The store of the population's sample.
     *
     * @param changelog how its changelog forgets
     */
    public static StoreBuilder<KeyValueStore<String, SampledEvent>> populationBuilder(Map<String, String> changelog) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(POPULATION), Serdes.String(), SampledEvent.FORM.serde())
                .withLoggingEnabled(changelog);
    }

    /** @param settled how long writes may be cached */
    static AssemblerStores of(ProcessorContext<?, ?> context, Duration settled) {
        return new AssemblerStores(
                context.getStateStore(USERS),
                Erasures.of(context),
                context.getStateStore(POPULATION),
                // Changelogs and files lose what was deleted within a day.
                RemovalReports.of(context, ErasureKey.ASSEMBLER, Duration.ofDays(1)),
                new ErasedFiles(settled));
    }

    /** Takes what was deleted, or replaced, of a user out of the files. */
    void takeOutOfFiles(String user, long now) {
        files.erased(users, user.getBytes(UTF_8), now);
        files.erasedBelow(population, SampledEvent.prefix(user).getBytes(UTF_8), now);
    }

    AssemblerUserState user(String user) {
        return requireNonNullElseGet(users.get(user), AssemblerUserState::unknown);
    }

    /** The base model of the users already known. */
    Optional<String> knownBaseModel() {
        try (KeyValueIterator<String, AssemblerUserState> states = users.all()) {
            while (states.hasNext()) {
                String baseModel = states.next().value.behavior().baseModel();
                if (!baseModel.isEmpty()) {
                    return Optional.of(baseModel);
                }
            }
            return Optional.empty();
        }
    }
}

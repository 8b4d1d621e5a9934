package dev.intarsia.stack.verify;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.trainer.config.TrainerConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The settings of a trainer as it runs elsewhere.
 *
 * @param file its own settings file, if it has one
 * @param given by key over all others
 */
public record TrainerSource(Optional<Path> file, Map<String, String> given) {
    public TrainerSource {
        requireNonNull(file);
        given = Map.copyOf(given);
    }

    /**
     * Reads the settings; how many partitions there are the broker says.
     *
     * @throws IllegalArgumentException where the broker has no topic of events
     * @throws IllegalStateException where the broker does not answer within a minute
     */
    public TrainerConfig read() {
        TrainerConfig config = read(given);
        String events = Topics.of(config.kafka()).events().name();
        Map<String, String> counted = new HashMap<>(given);
        counted.put("kafka.partitions", Integer.toString(partitions(config, events)));
        return read(counted);
    }

    private TrainerConfig read(Map<String, String> settings) {
        return TrainerConfig.SETTINGS.load(file, System.getenv(), System.getProperties(), settings);
    }

    private static int partitions(TrainerConfig config, String events) {
        try (Admin admin = Admin.create(config.kafka().clientSettings())) {
            return requireNonNull(BrokerAnswer.await(
                                    admin.describeTopics(List.of(events)).allTopicNames())
                            .get(events))
                    .partitions()
                    .size();
        } catch (UnknownTopicOrPartitionException e) {
            throw new IllegalArgumentException(
                    "The broker has no topic " + events + "; name the trainer's own kafka.topic-prefix.", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "No broker answers at " + config.kafka().bootstrapServers() + " (" + e.getMessage()
                            + "). See whether it runs, and that --bootstrap-servers names it.",
                    e);
        }
    }
}

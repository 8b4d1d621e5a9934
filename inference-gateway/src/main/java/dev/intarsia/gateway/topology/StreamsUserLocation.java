package dev.intarsia.gateway.topology;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/** Finds users by what the gateways of one application tell each other of their partitions. */
public final class StreamsUserLocation implements UserLocation {
    private final KafkaStreams streams;
    private final LocalUsers users;
    private final HostInfo here;

    /** @param advertised where other gateways reach this one, as {@code host:port} */
    public StreamsUserLocation(KafkaStreams streams, LocalUsers users, String advertised) {
        this.users = requireNonNull(users);
        this.streams = requireNonNull(streams);
        this.here = HostInfo.buildFromEndpoint(advertised);
    }

    /** @throws StateUnavailableException where the gateway that holds the user tells no address */
    @Override
    public Optional<URI> elsewhere(String user) {
        HostInfo holder = holder(user);
        if (holder.equals(HostInfo.unavailable())) {
            users.requireReachable(user);
            return Optional.empty();
        }
        return Optional.of(holder)
                .filter(host -> !host.equals(here))
                .map(host -> URI.create("http://" + host.host() + ":" + host.port()));
    }

    /** While partitions move, what is known of them is of before. */
    @Override
    public boolean here(String user) {
        return streams.state() == KafkaStreams.State.RUNNING && holder(user).equals(here);
    }

    /**
     * The address of the gateway that reads the user's partition. Kafka Streams' own look-up by key takes the partitions that
     * have an address for all there are, so it would name the wrong gateway where another has none.
     */
    private HostInfo holder(String user) {
        TopicPartition partition = users.partition(user);
        try {
            return streams.metadataForAllStreamsClients().stream()
                    .filter(gateway -> gateway.topicPartitions().contains(partition))
                    .map(StreamsMetadata::hostInfo)
                    .findFirst()
                    .orElse(HostInfo.unavailable());
        } catch (IllegalStateException e) {
            throw new StateUnavailableException(e);
        }
    }
}

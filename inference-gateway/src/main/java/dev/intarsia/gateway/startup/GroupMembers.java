package dev.intarsia.gateway.startup;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosts of a group's consumers by their client ids, as the brokers list them; empty where they do not answer. */
record GroupMembers(Admin admin, String group) implements Supplier<Optional<SortedMap<String, String>>> {
    private static final Logger log = LoggerFactory.getLogger(GroupMembers.class);
    private static final long ANSWER_SECONDS = 10;

    /**
     * Asks the brokers; empty also where the thread is interrupted, which it stays.
     *
     * @throws AuthorizationException where asking is not allowed, so that asking again is of no use
     */
    @Override
    public Optional<SortedMap<String, String>> get() {
        try {
            return Optional.of(requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .members()
                    .stream()
                    .collect(Collectors.toMap(
                            MemberDescription::clientId, MemberDescription::host, (one, other) -> one, TreeMap::new)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.of(new TreeMap<>());
            }
            if (e.getCause() instanceof AuthorizationException refused) {
                throw refused;
            }
            log.warn("The brokers do not say yet whether the group {} has other gateways: {}", group, e.getMessage());
        } catch (TimeoutException e) {
            log.warn(
                    "The brokers do not say yet whether the group {} has other gateways; asked for {} s",
                    group,
                    ANSWER_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}

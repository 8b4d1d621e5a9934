package dev.intarsia.gateway.startup;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosts of a group's consumers by their client ids, as the brokers list them; none also where they do not say. */
record GroupMembers(Admin admin, String group) implements Supplier<SortedMap<String, String>> {
    private static final Logger log = LoggerFactory.getLogger(GroupMembers.class);
    private static final long ANSWER_SECONDS = 10;

    @Override
    public SortedMap<String, String> get() {
        try {
            return requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .members()
                    .stream()
                    .collect(Collectors.toMap(
                            MemberDescription::clientId, MemberDescription::host, (one, other) -> one, TreeMap::new));
        } catch (ExecutionException | TimeoutException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                log.warn("Nobody can say yet whether the group {} has other gateways: {}", group, e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new TreeMap<>();
    }
}

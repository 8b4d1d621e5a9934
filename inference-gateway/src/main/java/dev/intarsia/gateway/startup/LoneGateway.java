package dev.intarsia.gateway.startup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses to start a gateway that has no address of its own beside others of its group: each would hold some of the users,
 * and neither could find the other's.
 */
final class LoneGateway {
    private static final Logger log = LoggerFactory.getLogger(LoneGateway.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final long ANSWER_SECONDS = 10;

    private final Admin admin;
    private final String group;
    private final Duration patience;

    /** @param patience how long a member that was killed may still be listed */
    LoneGateway(Admin admin, String group, Duration patience) {
        this.admin = requireNonNull(admin);
        this.group = requireNonNull(group);
        this.patience = requireNonNull(patience);
    }

    /** @throws GatewayStartException where the group has a member that stays */
    void check() {
        long giveUp = System.nanoTime() + patience.toNanos();
        try {
            Collection<MemberDescription> members = members();
            while (!members.isEmpty()) {
                if (System.nanoTime() > giveUp) {
                    throw new GatewayStartException("The group " + group + " has a gateway already ("
                            + members.iterator().next().host() + "), and this one has no address by which the two could"
                            + " find each other's users; set http.advertised of every gateway to its own host:port, or"
                            + " give this one a kafka.application-id of its own.");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
                members = members();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Collection<MemberDescription> members() throws InterruptedException {
        try {
            return requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .members();
        } catch (ExecutionException | TimeoutException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                log.warn("Nobody can say yet whether the group {} has other gateways: {}", group, e.getMessage());
            }
            return List.of();
        }
    }
}

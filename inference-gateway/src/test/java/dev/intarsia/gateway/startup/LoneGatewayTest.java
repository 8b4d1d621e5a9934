package dev.intarsia.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LoneGatewayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Set<String> OWN = Set.of("gateway-5-thread-1", "gateway-5-thread-2");

    /** Stands for a look that the brokers do not answer. */
    private static final Set<String> SILENT = Set.of("no answer");

    private Duration passed = Duration.ZERO;
    private Duration lookTakes = Duration.ZERO;
    private boolean told;

    @Test
    void shouldStartInAnEmptyGroup() {
        lone(Set.of()).awaitEmptyGroup();

        assertThat(passed).isZero();
    }

    @Test
    void shouldWaitForAMemberThatWasKilled() {
        lone(Set.of("gateway-1"), Set.of("gateway-1"), Set.of()).awaitEmptyGroup();

        assertThat(passed).isPositive().isLessThan(PATIENCE);
    }

    @Test
    void shouldRefuseBesideAMemberThatStays() {
        LoneGateway lone = lone(Set.of("gateway-9"));

        assertThatThrownBy(lone::awaitEmptyGroup)
                .isInstanceOf(GatewayStartException.class)
                .hasMessageContaining("has a gateway already (host of gateway-9)")
                .hasMessageContaining("http.advertised")
                .hasMessageContaining("kafka.group-id");
        assertThat(passed).isEqualTo(PATIENCE);
    }

    @Test
    void shouldGoOnOnceItHasTheGroupToItself() {
        LoneGateway lone = lone(Set.of(), Set.of("gateway-5-thread-1"), OWN);

        lone.awaitOwnGroup(() -> OWN);

        assertThat(passed).isGreaterThanOrEqualTo(Duration.ofSeconds(1)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void shouldRefuseAtOnceWhereAnotherJoinedFirst() {
        LoneGateway lone = lone(Set.of(), Set.of("gateway-9"));

        assertThatThrownBy(() -> lone.awaitOwnGroup(() -> OWN)).isInstanceOf(GatewayStartException.class);
        assertThat(passed).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void shouldLetOneStayOfTwoThatJoinAtTheSameMoment() {
        Set<String> both = Set.of("gateway-5-thread-1", "gateway-9");
        LoneGateway lower = lone(Set.of(), both);
        LoneGateway higher = lone(Set.of(), both);

        assertThatCode(() -> lower.awaitOwnGroup(() -> OWN)).doesNotThrowAnyException();
        assertThatThrownBy(() -> higher.awaitOwnGroup(() -> Set.of("gateway-9")))
                .isInstanceOf(GatewayStartException.class)
                .hasMessageContaining("host of gateway-5");
    }

    /** The other had its first look when this one alone had joined, this one when both had: the other leaves after its patience. */
    @Test
    void shouldOutlastALowerOneThatWaitsForItToLeave() {
        Set<String> both = Set.of("gateway-1", "gateway-5-thread-1");
        List<Set<String>> looks = new ArrayList<>(Collections.nCopies(64, both));
        looks.add(OWN);

        assertThat(lone(looks).awaitOwnGroup(() -> OWN)).isTrue();
        assertThat(passed).isGreaterThan(PATIENCE);
    }

    @Test
    void shouldStayWhereOneThatCameLaterLeavesAgain() {
        LoneGateway first =
                lone(OWN, Set.of("gateway-1", "gateway-5-thread-1"), Set.of("gateway-1", "gateway-5-thread-1"), OWN);

        assertThatCode(() -> first.awaitOwnGroup(() -> OWN)).doesNotThrowAnyException();
    }

    @Test
    void shouldLookLongEnoughToSeeOneThatLookedBeforeItJoined() {
        LoneGateway first = lone(OWN, OWN, Set.of("gateway-1", "gateway-5-thread-1"));

        assertThatThrownBy(() -> first.awaitOwnGroup(() -> OWN)).isInstanceOf(GatewayStartException.class);
    }

    @Test
    void shouldGoOnWhereNobodyIsInTheGroupNotEvenItself() {
        lone(Set.of()).awaitOwnGroup(() -> OWN);

        assertThat(passed).isGreaterThanOrEqualTo(PATIENCE).isLessThan(PATIENCE.multipliedBy(2));
    }

    @Test
    void shouldAskAgainWhereTheBrokersDoNotAnswer() {
        LoneGateway lone = lone(SILENT, SILENT, Set.of("gateway-9"));

        assertThatThrownBy(lone::awaitEmptyGroup)
                .isInstanceOf(GatewayStartException.class)
                .hasMessageContaining("host of gateway-9");
    }

    @Test
    void shouldNotFindItselfAloneFromLooksWithoutAnAnswer() {
        LoneGateway first =
                lone(OWN, SILENT, SILENT, SILENT, SILENT, SILENT, Set.of("gateway-1", "gateway-5-thread-1"));

        assertThatThrownBy(() -> first.awaitOwnGroup(() -> OWN)).isInstanceOf(GatewayStartException.class);
    }

    @Test
    void shouldRefuseWhereTheBrokersNeverAnswer() {
        assertThatThrownBy(lone(SILENT)::awaitEmptyGroup)
                .isInstanceOf(GatewayStartException.class)
                .hasMessageContaining("did not say for 120 s");
        assertThatThrownBy(() -> lone(OWN, SILENT).awaitOwnGroup(() -> OWN)).isInstanceOf(GatewayStartException.class);
    }

    @Test
    void shouldWaitForAMemberThatIsThereAtTheFirstLookWhileItJoins() {
        LoneGateway lone = lone(SILENT, Set.of("gateway-1"), Set.of("gateway-1", "gateway-5-thread-1"), OWN);

        assertThat(lone.awaitOwnGroup(() -> OWN)).isTrue();
    }

    @Test
    void shouldRefuseBesideAMemberOfTheFirstLookThatStaysWhicheverIsLower() {
        for (String other : List.of("gateway-1", "gateway-9")) {
            LoneGateway lone = lone(Set.of(other), Set.of(other, "gateway-5-thread-1"));

            assertThatThrownBy(() -> lone.awaitOwnGroup(() -> OWN))
                    .isInstanceOf(GatewayStartException.class)
                    .hasMessageContaining("host of " + other);
            assertThat(passed).isEqualTo(PATIENCE);
        }
    }

    @Test
    void shouldCountTheTimeThatLooksTake() {
        LoneGateway lone = lone(Set.of("gateway-9"));
        lookTakes = Duration.ofSeconds(10);

        assertThatThrownBy(lone::awaitEmptyGroup).isInstanceOf(GatewayStartException.class);
        assertThat(passed).isLessThan(PATIENCE.plusSeconds(20));
    }

    @Test
    void shouldStopWaitingWhenToldToEnd() {
        told = true;

        assertThat(lone(SILENT).awaitEmptyGroup()).isFalse();
        assertThat(lone(Set.of("gateway-9")).awaitEmptyGroup()).isFalse();
        assertThat(lone(SILENT).awaitOwnGroup(() -> OWN)).isFalse();
    }

    /** Sees these members, one look after the other, the last for ever. */
    @SafeVarargs
    private LoneGateway lone(Set<String>... looks) {
        return lone(List.of(looks));
    }

    private LoneGateway lone(List<Set<String>> looks) {
        passed = Duration.ZERO;
        Deque<Set<String>> left = new ArrayDeque<>(looks);
        Supplier<Optional<SortedMap<String, String>>> members = () -> {
            passed = passed.plus(lookTakes);
            SortedMap<String, String> hosts = new TreeMap<>();
            Set<String> now = left.size() > 1 ? left.remove() : left.element();
            now.forEach(client -> hosts.put(client, "host of " + client));
            return now.equals(SILENT) ? Optional.empty() : Optional.of(hosts);
        };
        return new LoneGateway("gateways", members, PATIENCE, () -> passed.toNanos(), () -> {
            passed = passed.plus(LoneGateway.LOOK);
            return !told;
        });
    }
}

package dev.intarsia.service.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.intarsia.schemas.topic.Topics;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class TopicCheckTest {
    private static final Topics TOPICS = Topics.of("", 4);

    private final List<Integer> limits = new ArrayList<>();

    @Test
    void shouldPassTopicsThatAreAsTheyShouldBe() {
        assertThatCode(check(Map.of("events", 4, "consents", 4))::require).doesNotThrowAnyException();
    }

    @Test
    void shouldNameEveryMissingTopicAndBeTriedAgain() {
        assertThatExceptionOfType(MissingTopicsException.class)
                .isThrownBy(check(Map.of())::require)
                .isInstanceOf(RetriableException.class)
                .withMessageContaining("events, consents")
                .withMessageContaining("intarsia topics");
    }

    @Test
    void shouldNameTopicsOfAnotherNumberOfPartitions() {
        assertThatExceptionOfType(PartitionCountException.class)
                .isThrownBy(check(Map.of("events", 8, "consents", 4))::require)
                .withMessageContaining("events has 8 partitions")
                .withMessageContaining("kafka.partitions is 4")
                .withMessageNotContaining("consents");
    }

    @Test
    void shouldTakeAnyNumberWhereTheTopicsNeedOnlyBeThere() {
        assertThatCode(check(Map.of("events", 8, "consents", 8))::requirePresence)
                .doesNotThrowAnyException();
        assertThatExceptionOfType(MissingTopicsException.class)
                .isThrownBy(check(Map.of("events", 8))::requirePresence)
                .withMessageContaining("consents");
    }

    @Test
    void shouldSayWhatTheBrokerSays() {
        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(check(Map.of("events", -1, "consents", 4))::require);
    }

    @Test
    void shouldWaitForTopicsThatAreCreatedLater() {
        TopicCheck check = check(Map.of("events", 4), Map.of("events", 4, "consents", 4));

        assertThatCode(check::requireWhenThere).doesNotThrowAnyException();
    }

    @Test
    void shouldLimitTheWaitForTheBrokerOnlyWhereToldTo() {
        TopicCheck check = check(Map.of("events", 4, "consents", 4));

        check.require();
        new TopicCheck(check.admin(), check.topics(), Duration.ofSeconds(5)).require();

        assertThat(limits).containsExactly(null, 5_000);
    }

    /** @param answers one after the other: the number of partitions by topic, -1 where nobody may ask */
    @SafeVarargs
    private TopicCheck check(Map<String, Integer>... answers) {
        Deque<Map<String, Integer>> next = new ArrayDeque<>(List.of(answers));
        Admin admin = (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("describeTopics")) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    limits.add(((DescribeTopicsOptions) arguments[1]).timeoutMs());
                    return new Answer((Collection<?>) arguments[0], next.size() > 1 ? next.remove() : next.element());
                });
        return new TopicCheck(admin, List.of(TOPICS.events(), TOPICS.consents()));
    }

    private static final class Answer extends DescribeTopicsResult {
        Answer(Collection<?> asked, Map<String, Integer> partitions) {
            super(null, futures(asked, partitions));
        }

        private static Map<String, KafkaFuture<TopicDescription>> futures(
                Collection<?> asked, Map<String, Integer> partitions) {
            Map<String, KafkaFuture<TopicDescription>> futures = new HashMap<>();
            asked.forEach(name -> futures.put((String) name, future((String) name, partitions.getOrDefault(name, 0))));
            return futures;
        }

        private static KafkaFuture<TopicDescription> future(String name, int partitions) {
            KafkaFutureImpl<TopicDescription> future = new KafkaFutureImpl<>();
            if (partitions == 0) {
                future.completeExceptionally(new UnknownTopicOrPartitionException("no " + name));
            } else if (partitions < 0) {
                future.completeExceptionally(new AuthorizationException("not " + name));
            } else {
                future.complete(new TopicDescription(
                        name,
                        false,
                        IntStream.range(0, partitions)
                                .mapToObj(each -> new TopicPartitionInfo(each, null, List.of(), List.of()))
                                .toList()));
            }
            return future;
        }
    }
}

package dev.intarsia.service.http;

import static java.util.Comparator.comparing;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which connection is closed where there is one too many: of those whose client's turn it is, the one whose turn has lasted
 * longest, as {@link ConnectionPace#waitingSince} counts it. Those whose clients have been slower than the least rate for
 * more than a second go first, so that a client who is sending steadily is not closed in place of a silent one.
 *
 * <p>So one that was accepted earlier and has sent no more is closed first, in whatever order threads come to open the
 * connections or to read what they sent; and one whose request is being answered is not closed.
 */
final class LongestWait {
    private LongestWait() {}

    /**
     * The connection that is to be closed.
     *
     * @param now in the terms of the paces' clock
     * @return empty where no client has its turn
     */
    static <T> Optional<T> among(Collection<T> connections, Function<T, ConnectionPace> pace, long now) {
        return connections.stream()
                .flatMap(each -> Wait.of(each, pace.apply(each), now).stream())
                .min(Wait.FIRST_TO_GO)
                .map(Wait::connection);
    }

    /** Read once of each connection, since a pace changes while others are compared with it. */
    private record Wait<T>(T connection, boolean behind, long nanos) {
        static final Comparator<Wait<?>> FIRST_TO_GO = comparing((Wait<?> wait) -> wait.behind)
                .thenComparing(wait -> wait.nanos)
                .reversed();

        static <T> Optional<Wait<T>> of(T connection, ConnectionPace pace, long now) {
            return pace.waitingSince().stream()
                    .mapToObj(since -> new Wait<>(connection, pace.behind(now), now - since))
                    .findFirst();
        }
    }
}

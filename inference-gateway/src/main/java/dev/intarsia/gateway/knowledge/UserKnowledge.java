package dev.intarsia.gateway.knowledge;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.tasks.Task;
import java.time.Clock;
import java.time.Instant;

/**
 * What this gateway holds of users' past. A prompt gets events of the question's user and task alone, done before the
 * request, that fit the task, as a replay of the topic takes them. Safe to use from several threads.
 */
public final class UserKnowledge {
    private final GatewayUserState users;
    private final KeptPasts pasts;
    private final Clock clock;

    /** @param pasts hears when the users' events change */
    public UserKnowledge(GatewayUserState users, KeptPasts pasts, Clock clock) {
        this.users = requireNonNull(users);
        this.pasts = requireNonNull(pasts);
        this.clock = requireNonNull(clock);
    }

    /** Reads what is held now, each user's past once. */
    public PersonReader reader() {
        return new PersonReader(this);
    }

    /** Whether what {@link #past} gives is the user's past, and not the beginning of it. */
    boolean loaded(String user) {
        return users.historyLoaded(user);
    }

    /** @throws dev.intarsia.gateway.topology.StateUnavailableException while the user's state moves */
    TaskPast past(String user, Task task) {
        Instant now = clock.instant();
        return pasts.get(user, task.name(), now, () -> TaskPast.of(user, task, users.history(user), now));
    }
}

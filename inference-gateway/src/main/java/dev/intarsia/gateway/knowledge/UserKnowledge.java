package dev.intarsia.gateway.knowledge;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.model.knowledge.UserPast;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.time.Clock;
import java.time.Instant;

/**
 * What this gateway holds of users' past. A prompt gets events of the question's user and task alone, done before the
 * request, that fit the task, as a replay of the topic takes them. Safe to use from several threads.
 */
public final class UserKnowledge {
    private final GatewayUserState users;
    private final Clock clock;

    public UserKnowledge(GatewayUserState users, Clock clock) {
        this.users = requireNonNull(users);
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
    UserPast past(String user, Task task) {
        Instant now = clock.instant();
        UserPast past = new UserPast();
        for (BehaviorEvent event : users.history(user)) {
            if (event.getTask().equals(task.name())
                    && event.getTime().isBefore(now)
                    && task.validate(event.getInput(), event.getOutput()).isEmpty()) {
                past.add(task, new PastEvent(event.getInput(), event.getOutput()));
            }
        }
        return past;
    }
}

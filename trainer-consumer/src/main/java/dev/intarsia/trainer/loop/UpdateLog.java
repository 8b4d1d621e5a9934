package dev.intarsia.trainer.loop;

import dev.intarsia.oppu.learn.AdapterHold;
import dev.intarsia.oppu.learn.UpdateOutcome;
import java.util.Optional;

/** What the log says of an update that was not published, or was in spite of the bounds. */
final class UpdateLog {
    private UpdateLog() {}

    static String text(UpdateOutcome update) {
        if (update instanceof UpdateOutcome.Published published) {
            AdapterHold hold = published.standing().hold();
            if (hold != null) {
                return "user '" + published.user() + "' is in quarantine ("
                        + hold.reason().text() + "): version "
                        + published.standing().version() + " has the weights of version " + hold.goodVersion()
                        + " until an update is within bounds, or an operator releases the user";
            }
        }
        return update.toString();
    }

    /** What it says of one that is out of bounds and was published all the same. */
    static Optional<String> released(UpdateOutcome.Published update) {
        long version = update.standing().version();
        return update.standing().lineage().released().contains(version)
                ? Optional.of("user '" + update.user() + "' is out of quarantine by an operator's release: version "
                        + version + " is out of bounds and counts all the same")
                : Optional.empty();
    }
}

package dev.intarsia.trainer.loop;

import dev.intarsia.oppu.learn.AdapterHold;
import dev.intarsia.oppu.learn.UpdateOutcome;

/** What the log says of an update that was not published. */
final class UpdateLog {
    private UpdateLog() {}

    static String text(UpdateOutcome update) {
        if (update instanceof UpdateOutcome.Published published) {
            AdapterHold hold = published.standing().hold();
            if (hold != null) {
                return "user '" + published.user() + "' is in quarantine ("
                        + hold.reason().text() + "): version "
                        + published.standing().version() + " has the weights of version " + hold.goodVersion()
                        + " until an update is within bounds";
            }
        }
        return update.toString();
    }
}

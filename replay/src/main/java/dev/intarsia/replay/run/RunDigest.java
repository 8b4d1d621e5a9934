package dev.intarsia.replay.run;

import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.Recording;
import java.util.List;

/** SHA-256 over everything that decides a replay's result. */
final class RunDigest {
    private RunDigest() {}

    static String of(Recording recording, ReplayModel model, ReplaySettings settings, List<String> methods) {
        String all = String.join(
                "\n",
                recording.digest(),
                model.task().toString(),
                model.model().fingerprint(),
                "" + model.seed(),
                settings.protocol().text(),
                settings.targets() + " " + settings.sharers() + " " + settings.history(),
                settings.settings().toString(),
                methods.toString());
        return new Sha256().raw(all).hex();
    }
}

package dev.intarsia.replay.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.Recording;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }
}

package dev.intarsia.replay.run;

import dev.intarsia.evaluation.result.ReplayRun;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.method.BaselineFamily;
import dev.intarsia.replay.method.MethodGroup;
import dev.intarsia.replay.method.PersonalFamily;
import dev.intarsia.replay.protocol.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A small replay; as a program of its own it stops in the midst of a method and waits to be killed. */
final class ReplayProcess {
    static final String STOPPED = "stopped";

    private static final List<String> METHODS =
            List.of("base", "retrieval-1", "oppu+profile", "baseline:user-mean", "baseline:copy-most-similar");

    private ReplayProcess() {}

    /** Arguments: checkpoint, output folder, the method to stop in, and at which of its ticks. */
    public static void main(String[] arguments) throws IOException {
        run(Path.of(arguments[0]), Path.of(arguments[1]), false, Duration.ZERO, 0, new ReplayListener() {
            private int ticks;

            @Override
            public void at(String method, double done, double secondsLeft) {
                if (method.equals(arguments[2]) && ++ticks == Integer.parseInt(arguments[3])) {
                    System.out.println(STOPPED);
                    waitForever();
                }
            }
        });
    }

    static ReplayRun run(
            Path checkpoint, Path output, boolean resume, Duration saving, long seed, ReplayListener listener)
            throws IOException {
        try (ReplayModel model = Models.open(checkpoint, "movie-rating", seed)) {
            List<MethodGroup> families =
                    List.of(new PersonalFamily(PersonalFamily.Profiles.TEMPLATE, false), new BaselineFamily());
            return new Replay(model, families, listener)
                    .run(
                            Recordings.recording(30, 26, 18, 12, 9),
                            new ReplaySettings(
                                    Protocol.PREQUENTIAL, 3, 1, 0, METHODS, Map.of(), output, resume, saving));
        }
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

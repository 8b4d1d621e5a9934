package dev.intarsia.tests.trainer;

import dev.intarsia.trainer.TrainerMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A trainer in a process of its own, to be killed. */
final class TrainerProcess implements AutoCloseable {
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private final Process process;

    private TrainerProcess(Process process) {
        this.process = process;
    }

    /** @param log what it prints is added to this file */
    static TrainerProcess start(Map<String, String> settings, File log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                // With another number of threads sums are taken in another order and differ in their last bits.
                "-D" + THREADS + "=" + System.getProperty(THREADS, "1")));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TrainerMain.class.getName()));
        return new TrainerProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start());
    }

    /** As by the kernel: nothing is closed, committed or said. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}

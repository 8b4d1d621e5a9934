package dev.intarsia.stack.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.intarsia.benchmarks.faults.RestartableBroker;
import dev.intarsia.stack.port.Port;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A broker in a process of its own, which can be killed and started again on the same ports and data. */
public final class BrokerProcess implements RestartableBroker, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 20;

    private final Path directory;
    private final File printed;
    private final int port;
    private final int controllerPort;
    private Process process;

    private BrokerProcess(Path directory, File printed, int port, int controllerPort) throws IOException {
        this.directory = requireNonNull(directory);
        this.printed = requireNonNull(printed);
        this.port = port;
        this.controllerPort = controllerPort;
        this.process = launched();
    }

    /**
     * Starts a broker and returns when it takes records.
     *
     * @param directory its own folder; created where missing
     * @param printed gets what it prints; its log is beside it
     * @throws IllegalStateException where it ends, or does not come up in time
     */
    public static BrokerProcess start(Path directory, Path printed) throws IOException, InterruptedException {
        Files.deleteIfExists(printed);
        BrokerProcess broker = new BrokerProcess(
                directory, printed.toFile(), Port.any().claim(), Port.any().claim());
        broker.await(0);
        return broker;
    }

    private Process launched() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dintarsia.log=" + printed.toPath().resolveSibling("broker.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        directory.toString(),
                        Integer.toString(port),
                        Integer.toString(controllerPort)))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(printed))
                .start();
    }

    /** @param before how often the log has said already that a broker is ready */
    private void await(int before) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (ready() <= before) {
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                process.destroyForcibly();
                throw new IllegalStateException("The broker's process ended or did not come up within two minutes; "
                        + printed + " and the log beside it say why.");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private int ready() {
        try {
            return (int) Files.readString(printed.toPath(), UTF_8)
                    .lines()
                    .filter(BrokerMain.READY::equals)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String bootstrapServers() {
        return Port.HOST + ":" + port;
    }

    @Override
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void restart() throws InterruptedException {
        int before = ready();
        try {
            process = launched();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(before);
    }

    /** SIGTERM, and SIGKILL to one that does not follow it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

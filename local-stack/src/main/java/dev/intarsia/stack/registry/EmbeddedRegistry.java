package dev.intarsia.stack.registry;

import dev.intarsia.stack.datadir.DataDirectory;
import dev.intarsia.stack.port.Port;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running registry. One at a time per data folder. */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final String MAIN = "io.quarkus.runner.GeneratedMain";
    /** The first orderly end also writes the archive of classes: seconds, or a minute on a busy machine. */
    private static final int STOP_SECONDS = 60;

    private final DataDirectory directory;
    private final Process child;
    private final ClassArchive archive;
    private final String url;

    private EmbeddedRegistry(DataDirectory directory, Process child, ClassArchive archive, String url) {
        this.directory = directory;
        this.child = child;
        this.archive = archive;
        this.url = url;
    }

    /**
     * Starts a registry and returns when it answers.
     *
     * @throws dev.intarsia.stack.datadir.DataDirectoryException where its folder cannot be used
     * @throws dev.intarsia.stack.port.PortInUseException where its port is taken
     * @throws RegistryStartException where its programs are missing, or it gives up
     */
    public static EmbeddedRegistry start(RegistrySettings settings) {
        DataDirectory directory = DataDirectory.hold(settings.dataDirectory());
        try {
            EmbeddedRegistry registry = launch(directory, settings.port().claim());
            RegistryReadiness.await(registry.child, registry.url, log(directory));
            return registry;
        } catch (IOException e) {
            directory.close();
            throw new RegistryStartException("The schema registry's process could not be started: " + e, e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static EmbeddedRegistry launch(DataDirectory directory, int port) throws IOException {
        RegistryHome home = RegistryHome.find();
        // A home that may not be written, as in an image, has its jar and archive beside the data instead.
        Path kept = Files.isWritable(home.directory()) ? home.directory() : directory.path();
        Path childClasses = ChildClasses.in(kept);
        ClassArchive archive = ClassArchive.beside(childClasses);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(archive.options());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.addAll(properties(directory.path(), port));
        command.addAll(List.of("-cp", childClasses + File.pathSeparator + home.jar()));
        command.addAll(List.of(RegistryProcess.class.getName(), MAIN));
        command.addAll(archive.arguments());
        Process child = new ProcessBuilder(command)
                .directory(directory.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(directory).toFile())
                .start();
        return new EmbeddedRegistry(
                directory, child, archive, "http://" + Port.HOST + ":" + port + RegistryAddress.PATH);
    }

    private static List<String> properties(Path directory, int port) {
        return List.of(
                "-Dquarkus.http.host=" + Port.HOST,
                "-Dquarkus.http.port=" + port,
                // Every answered write is on the disk, so that the process may be killed at any time.
                "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:" + directory.resolve("schemas")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                "-Dquarkus.datasource.jdbc.initial-size=1",
                "-Dquarkus.datasource.jdbc.min-size=1",
                "-Dquarkus.datasource.jdbc.max-size=8",
                "-Dquarkus.log.level=WARN",
                "-Dquarkus.banner.enabled=false");
    }

    private static Path log(DataDirectory directory) {
        return directory.path().resolve("registry.log");
    }

    /** Where clients find it. */
    public String url() {
        return url;
    }

    /** The registry's process. */
    public ProcessHandle process() {
        return child.toHandle();
    }

    /** Stops the registry, with its schemas on the disk. */
    @Override
    public synchronized void close() {
        try {
            boolean orderly = stop();
            if (orderly) {
                archive.keep();
            } else {
                archive.drop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            directory.close();
        }
    }

    private boolean stop() {
        if (child.isAlive()) {
            try (OutputStream in = child.getOutputStream()) {
                in.write(RegistryProcess.STOP);
                in.flush();
                if (child.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    return child.exitValue() == 0;
                }
            } catch (IOException alreadyGone) {
                // Ended below.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        child.destroyForcibly().onExit().join();
        return false;
    }
}

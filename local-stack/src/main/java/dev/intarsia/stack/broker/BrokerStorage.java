package dev.intarsia.stack.broker;

import dev.intarsia.stack.datadir.DataDirectoryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.jspecify.annotations.Nullable;

/** The folder of the broker's logs: formatted once, and never one that belongs to another cluster. */
final class BrokerStorage {
    /** Begins every cluster id given here; an id is 22 characters of URL-safe base 64, which this keeps to. */
    private static final String OURS = "intarsia";

    private final Path logs;

    BrokerStorage(Path logs) {
        this.logs = logs;
    }

    /**
     * Formats the folder where that has not been done.
     *
     * @throws DataDirectoryException where it holds something else, or cannot be written
     */
    void prepare() {
        try {
            Path properties = logs.resolve("meta.properties");
            if (Files.exists(properties)) {
                requireOurs(properties);
            } else {
                requireEmpty();
                format();
            }
        } catch (IOException e) {
            throw unusable("it cannot be read or written (" + e + "). Make it writable or name another.", e);
        }
    }

    private void requireOurs(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        String cluster = properties.getProperty("cluster.id", "");
        String node = properties.getProperty("node.id", properties.getProperty("broker.id", ""));
        if (!cluster.startsWith(OURS) || !node.equals(Integer.toString(BrokerProperties.NODE))) {
            throw unusable(
                    "it was formatted for node '" + node + "' of another cluster, '" + cluster
                            + "'. Name another folder, so that this cluster's data stays as it is.",
                    null);
        }
    }

    /** A format that was cut short leaves only its own two files. */
    private void requireEmpty() throws IOException {
        Files.createDirectories(logs);
        try (Stream<Path> files = Files.list(logs)) {
            files.filter(file -> !file.getFileName().toString().matches("(bootstrap\\.checkpoint|meta\\.properties).*"))
                    .findAny()
                    .ifPresent(foreign -> {
                        throw unusable(
                                "it holds '" + foreign.getFileName()
                                        + "' but no broker's data. Name an empty folder or one that is not there yet.",
                                null);
                    });
        }
    }

    private void format() throws IOException {
        String id = OURS + Uuid.randomUuid().toString().substring(OURS.length());
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setNodeId(BrokerProperties.NODE)
                    .setClusterId(id)
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setControllerListenerName(BrokerProperties.CONTROLLER)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private DataDirectoryException unusable(String problem, @Nullable Throwable cause) {
        return new DataDirectoryException(logs, problem, cause);
    }
}

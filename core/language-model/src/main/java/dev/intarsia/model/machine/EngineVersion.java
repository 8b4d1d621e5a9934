package dev.intarsia.model.machine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which engine computes: its own version, its library's, and what the environment puts in that library's place. */
final class EngineVersion {
    private static final String RESOURCE = "/jnilib/pytorch.properties";

    private EngineVersion() {}

    /** As in {@code 2.7.1-0.35.1}; read from the class path, so that no engine starts. */
    static String here() {
        return Stream.of(bridge(), System.getenv("PYTORCH_VERSION"), System.getenv("PYTORCH_FLAVOR"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private static String bridge() {
        try (InputStream in = EngineVersion.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("jni_version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}

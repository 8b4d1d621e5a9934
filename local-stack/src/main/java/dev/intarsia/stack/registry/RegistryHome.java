package dev.intarsia.stack.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder the registry's programs lie in, as the build unpacks them.
 *
 * @param directory holds the registry's jar and {@code lib/}
 * @param jar the registry's own jar, which names the others
 */
record RegistryHome(Path directory, Path jar) {
    static final String PROPERTY = "intarsia.registry.home";

    /**
     * The folder named by the system property {@code intarsia.registry.home}; else {@code registry} beside this
     * program's classes or jar; else the same below {@code intarsia.home}.
     *
     * @throws RegistryStartException where the registry is in none of them
     */
    static RegistryHome find() {
        List<Path> candidates = candidates();
        return candidates.stream()
                .flatMap(directory -> jarIn(directory).stream().map(jar -> new RegistryHome(directory, jar)))
                .findFirst()
                .orElseThrow(() -> new RegistryStartException(
                        "The schema registry's programs are in none of " + candidates
                                + ". Build local-stack, which unpacks them, or name their folder with -D" + PROPERTY
                                + "=...",
                        null));
    }

    private static List<Path> candidates() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return List.of(Path.of(named).toAbsolutePath().normalize());
        }
        List<Path> candidates = new ArrayList<>();
        candidates.add(programs().resolveSibling("registry"));
        String home = System.getProperty("intarsia.home");
        if (home != null) {
            candidates.add(Path.of(home, "local-stack", "target", "registry"));
            candidates.add(Path.of(home, "registry"));
        }
        return candidates;
    }

    private static Path programs() {
        try {
            return Path.of(RegistryHome.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> jarIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("apicurio-registry-app-.*-runner\\.jar"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

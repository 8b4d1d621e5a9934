package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Clients of other languages, installed below {@code target} from the registries that npm and pip are set up for. Where one
 * cannot be had, the test that asks for it is skipped and says why.
 */
final class InstalledClients {
    private static final String NODE = "node";
    private static final String PYTHON = "python";
    private static final Path SOURCES = Path.of("src", "test", "resources", "clients");
    private static final Path INSTALLED = Path.of("target", "clients").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration INSTALLATION = Duration.ofMinutes(4);
    /** That the clients' packages ask for. */
    private static final int LEAST_NODE = 20;

    private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\.");

    /** Why a language's clients are not there. It is found out once. */
    private static final Map<String, String> MISSING = new ConcurrentHashMap<>();

    private InstalledClients() {}

    /** The folder with the programs for Node and the packages that they import. */
    static Path node() throws IOException, InterruptedException {
        Path folder = copy(NODE);
        ProgramRun version = run(folder, SOON, "node", "--version");
        Matcher major = NODE_VERSION.matcher(version.output());
        require(
                version.succeeded() && major.lookingAt() && Integer.parseInt(major.group(1)) >= LEAST_NODE,
                NODE,
                "Node " + LEAST_NODE + " or newer is not there: " + version.output());
        String contents = Files.readString(folder.resolve("package-lock.json"));
        if (!installed(folder, contents)) {
            ProgramRun npm = run(
                    folder,
                    INSTALLATION,
                    "npm",
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--prefer-offline",
                    "--fetch-retries=1",
                    "--fetch-retry-mintimeout=1000");
            assertThat(npm.output())
                    .as("package-lock.json does not fit package.json or the packages")
                    .doesNotContain("EUSAGE", "EINTEGRITY");
            require(npm.succeeded(), NODE, "npm cannot install the clients: " + npm.output());
            stamp(folder, contents);
        }
        return folder;
    }

    /** A folder with the programs for Python and, in {@code venv}, an interpreter that has their packages. */
    static Path python() throws IOException, InterruptedException {
        Path folder = copy(PYTHON);
        ProgramRun version = run(folder, SOON, "python3", "--version");
        require(version.succeeded(), PYTHON, "Python 3 is not there: " + version.output());
        String contents = version.output() + Files.readString(folder.resolve("requirements.txt"));
        if (!installed(folder, contents)) {
            ProgramRun venv = run(folder, INSTALLATION, "python3", "-m", "venv", "--clear", "venv");
            require(venv.succeeded(), PYTHON, "Python cannot make an environment: " + venv.output());
            ProgramRun pip = run(
                    folder,
                    INSTALLATION,
                    "venv/bin/python",
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--retries=1",
                    "--timeout=20",
                    "-r",
                    "requirements.txt");
            require(pip.succeeded(), PYTHON, "pip cannot install the client: " + pip.output());
            stamp(folder, contents);
        }
        return folder;
    }

    private static ProgramRun run(Path folder, Duration limit, String... command)
            throws IOException, InterruptedException {
        return ProgramRun.of(folder, Map.of(), limit, command);
    }

    private static void require(boolean there, String language, String otherwise) {
        if (!there) {
            MISSING.put(language, otherwise);
        }
        assumeTrue(there, otherwise);
    }

    private static Path copy(String language) throws IOException {
        assumeTrue(!MISSING.containsKey(language), () -> MISSING.get(language));
        Path folder = Files.createDirectories(INSTALLED.resolve(language));
        try (Stream<Path> files = Files.list(SOURCES.resolve(language))) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
        return folder;
    }

    /** Whether these contents are what was installed last. */
    private static boolean installed(Path folder, String contents) throws IOException {
        Path stamp = folder.resolve("installed");
        boolean same = Files.exists(stamp) && Files.readString(stamp).equals(contents);
        if (!same) {
            Files.deleteIfExists(stamp);
        }
        return same;
    }

    private static void stamp(Path folder, String contents) throws IOException {
        Files.writeString(folder.resolve("installed"), contents);
    }
}

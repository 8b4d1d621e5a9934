package dev.intarsia.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of other languages, as applications use them, and the examples of docs/gateway.md. Their programs are in
 * {@code src/test/resources/clients}; each says which of its checks have passed.
 */
class ClientsIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Path PAGE = Path.of("..", "docs", "gateway.md");
    private static final Pattern PASSED = Pattern.compile("(?m)^ok: (.*)$");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    private static final String LISTING = "lists the model";
    private static final List<String> CHECKS = List.of(
            LISTING,
            "answers a chat whole",
            "streams the same answer",
            "goes on with a conversation",
            "completes a text whole and streamed",
            "embeds texts",
            "answers a user with the own adapter",
            "sends the fields that OpenAI does not have",
            "is told of a model that is not there",
            "is told of a field that is wrong",
            "is told of what is not offered",
            "comes again when there was no place",
            "gives up a stream",
            "gives up a whole answer",
            "is told why an answer ended early");

    @TempDir
    static Path directory;

    @AutoClose
    private static ClientGateways gateways;

    @BeforeAll
    static void serve() throws IOException {
        gateways = new ClientGateways(directory);
    }

    @Test
    void shouldServeOpenAisClientForNode() throws IOException, InterruptedException {
        Path folder = InstalledClients.node();

        expect(CHECKS, run(folder, "node", "openai.mjs"));
    }

    @Test
    void shouldServeLangChainOnNode() throws IOException, InterruptedException {
        Path folder = InstalledClients.node();
        List<String> checks = new ArrayList<>(CHECKS);
        // It has no list of models.
        checks.remove(LISTING);

        expect(checks, run(folder, "node", "langchain.mjs"));
    }

    @Test
    void shouldServeOpenAisClientForPython() throws IOException, InterruptedException {
        Path folder = InstalledClients.python();

        expect(CHECKS, run(folder, "venv/bin/python", "openai_checks.py"));
    }

    @Test
    void shouldAnswerThePagesExampleForNode() throws IOException, InterruptedException {
        Path folder = InstalledClients.node();
        Files.writeString(folder.resolve("example.mjs"), example("js", "'openai'"));

        expectAnswer(run(folder, "node", "example.mjs"));
    }

    @Test
    void shouldAnswerThePagesExampleForLangChain() throws IOException, InterruptedException {
        Path folder = InstalledClients.node();
        Files.writeString(folder.resolve("example.mjs"), example("js", "'@langchain/openai'"));

        expectAnswer(run(folder, "node", "example.mjs"));
    }

    @Test
    void shouldAnswerThePagesExampleForPython() throws IOException, InterruptedException {
        Path folder = InstalledClients.python();
        Files.writeString(folder.resolve("example.py"), example("python", "from openai"));

        expectAnswer(run(folder, "venv/bin/python", "example.py"));
    }

    @Test
    void shouldAnswerThePagesExampleForJava() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(directory.resolve("java"));
        Path source = Files.writeString(folder.resolve("Ask.java"), example("java", "com.openai"));
        String libraries = System.getProperty("java.class.path");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, printed, printed, "-d", folder.toString(), "-cp", libraries, source.toString());
        assertThat(compiled).as(printed.toString(UTF_8)).isZero();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        expectAnswer(run(folder, java, "-Dfile.encoding=UTF-8", "-cp", folder + File.pathSeparator + libraries, "Ask"));
    }

    @Test
    void shouldPinWhatNpmInstallsAndNameNoRegistry() throws IOException {
        Path folder = Path.of("src", "test", "resources", "clients", "node");
        JsonNode wanted = ServedGateway.json(Files.readString(folder.resolve("package.json")));
        String lock = Files.readString(folder.resolve("package-lock.json"));

        assertThat(wanted.path("dependencies"))
                .isNotEmpty()
                .allSatisfy(version -> assertThat(version.asText()).matches("\\d+\\.\\d+\\.\\d+"));
        assertThat(lock).contains("\"integrity\"").doesNotContain("\"resolved\"", "://");
    }

    private static ProgramRun run(Path folder, String... command) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "GATEWAY_URL", gateways.gateway.url("/v1"),
                "HASTY_GATEWAY_URL", gateways.hasty.url("/v1"),
                "NO_PROXY", "127.0.0.1",
                "PYTHONUTF8", "1",
                "LANGSMITH_TRACING", "false");
        return ProgramRun.of(folder, environment, LIMIT, command);
    }

    private static void expect(List<String> checks, ProgramRun run) {
        List<String> passed = PASSED.matcher(run.output())
                .results()
                .map(result -> result.group(1))
                .toList();

        assertThat(passed).as(run.output()).isEqualTo(checks);
        assertThat(run.status()).as(run.output()).isZero();
    }

    /** The only example in that language with that text, asking the gateway that this test serves. */
    private static String example(String language, String text) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher blocks = EXAMPLE.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            if (blocks.group(1).equals(language) && blocks.group(2).contains(text)) {
                found.add(blocks.group(2));
            }
        }
        assertThat(found).as(language + " with " + text + " in " + PAGE).hasSize(1);
        assertThat(found.get(0)).contains("http://127.0.0.1:8080/v1", "default");
        return found.get(0)
                .replace("http://127.0.0.1:8080/v1", gateways.gateway.url("/v1"))
                .replaceAll("([\"'])default\\1", "$1" + ServedGateway.MODEL + "$1");
    }

    /** Each example prints what ada's own adapter answers to the same question. */
    private static void expectAnswer(ProgramRun run) {
        String answer = ServedGateway.json(gateways.gateway.post("/v1/chat/completions", """
                        {"model": "tiny", "user": "ada", "adapter": "own", "temperature": 0,
                         "messages": [{"role": "user", "content": "Which film tonight?"}]}"""))
                .at("/choices/0/message/content")
                .asText();

        assertThat(answer).isNotBlank();
        assertThat(run.output().strip()).isEqualTo(answer.strip());
        assertThat(run.status()).isZero();
    }
}

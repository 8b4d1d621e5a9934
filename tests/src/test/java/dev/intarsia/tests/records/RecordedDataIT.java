package dev.intarsia.tests.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data directory of an earlier version: broker, registry and state stores after four users had sent twelve events each.
 * {@code adapters-0.1.json} is what the gateway of that version answered about them.
 */
class RecordedDataIT {
    private static final List<String> USERS = List.of("ann", "bob", "cleo", "dora");
    private static final int EVENTS = 12;

    @TempDir
    Path directory;

    @Test
    void shouldGoOnFromTheDataOfAnEarlierVersion() throws Exception {
        unpack("/recorded/data-0.1.zip", directory);
        JsonNode recorded = new ObjectMapper().readTree(resource("/recorded/adapters-0.1.json"));

        try (RunningStack stack = new RunningStack(directory)) {
            for (String user : USERS) {
                stack.awaitOwn(user, EVENTS);
                stack.awaitAssembled(user, EVENTS);
                JsonNode adapters = stack.adapter(user);
                // The earlier version knew no residuals.
                assertThat(((ObjectNode) adapters).remove("residual").isNull()).isTrue();
                // And it answered with the own adapter wherever there was one, and said no reason.
                withoutAge(adapters);
                assertThat(adapters.path("own")).isEqualTo(recorded.at("/" + user + "/own"));
                assertThat(adapters.path("assembled")).isEqualTo(recorded.at("/" + user + "/assembled"));
                ObjectNode served = (ObjectNode) adapters.path("served");
                assertThat(served.remove("reason").asText()).isEqualTo("few_events");
                assertThat(served.remove("losses").toString()).isEqualTo("{\"events\":0}");
                assertThat(served).isEqualTo(recorded.at("/" + user + "/assembled"));
            }
            stack.send("dora", EVENTS, EVENTS + RunningStack.UPDATE_EVERY);
            stack.awaitOwn("dora", EVENTS + RunningStack.UPDATE_EVERY);
            stack.awaitAssembled("dora", EVENTS + RunningStack.UPDATE_EVERY);

            assertThat(stack.adapter("dora").path("own").path("version").asLong())
                    .isEqualTo(recorded.path("dora").path("own").path("version").asLong() + 1);
            assertThat(stack.deadLetters()).isEmpty();
        }
    }

    private static void withoutAge(JsonNode adapters) {
        for (String kind : List.of("served", "own", "assembled")) {
            ((ObjectNode) adapters.path(kind)).remove("age_ms");
        }
    }

    private static void unpack(String name, Path directory) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(resource(name))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = directory.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(RecordedDataIT.class.getResourceAsStream(name), name);
    }
}

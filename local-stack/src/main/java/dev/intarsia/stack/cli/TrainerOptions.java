package dev.intarsia.stack.cli;

import dev.intarsia.stack.home.Home;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The settings of a trainer that runs elsewhere, for commands that work on its topics. */
final class TrainerOptions {
    private static final String TRAINER = "trainer-consumer.";

    @Mixin
    private final CheckpointOption checkpoint = new CheckpointOption();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The trainer's settings over its defaults (default: those of the local stack).")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "SERVICE.KEY=VALUE",
            description = "A setting of the trainer, as in trainer-consumer.update.every=16; repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    Optional<Path> file() {
        return Optional.ofNullable(config);
    }

    /** The settings by key that are over all others. */
    Map<String, String> given(CommandLine command, String bootstrapServers, String registry) {
        Map<String, String> given = new HashMap<>();
        given.put("kafka.bootstrap-servers", bootstrapServers);
        given.put("schema-registry.url", registry);
        if (config == null) {
            given.put("model.path", checkpoint.directory().toString());
            given.put("model.precision", "auto");
            given.put(
                    "model.measurements",
                    Home.here().dataDirectory().resolve("measurements").toString());
        }
        settings.forEach((name, value) -> {
            if (!name.startsWith(TRAINER)) {
                throw new ParameterException(
                        command, "--set begins with '" + name + "'; begin with " + TRAINER + " and a key.");
            }
            given.put(name.substring(TRAINER.length()), value);
        });
        return given;
    }
}

package dev.intarsia.stack.cli;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The base model of a replay, and how the services would train and serve with it. */
final class ModelOptions {
    private static final String TRAINER = "trainer-consumer.";
    private static final String ASSEMBLER = "assembler-stream.";
    private static final String PRECISION = "model.precision";

    @Mixin
    private final CheckpointOption checkpoint = new CheckpointOption();

    @Option(
            names = "--set",
            paramLabel = "SERVICE.KEY=VALUE",
            description = "A service's setting, as in trainer-consumer.update.every=16 or "
                    + "assembler-stream.weights.ridge.rho=0.4; repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    Path checkpoint() {
        return checkpoint.directory();
    }

    /** The trainer's settings, with the precision left open where nobody chose one. */
    TrainerConfig trainer() {
        return TrainerConfig.SETTINGS.with(ofTrainer());
    }

    /**
     * The same with the precision settled, so that a run that is resumed goes on as it began.
     *
     * @param measurements directory where a measured choice is kept
     * @throws IOException where the checkpoint cannot be read
     */
    TrainerConfig settledTrainer(Path measurements) throws IOException {
        Map<String, String> own = ofTrainer();
        EngineOptions options = EngineOptions.of(trainer().model()).withMeasurements(measurements);
        own.put(PRECISION, LanguageModel.precision(checkpoint(), options).name());
        return TrainerConfig.SETTINGS.with(own);
    }

    private Map<String, String> ofTrainer() {
        Map<String, String> own = of(TRAINER);
        own.putIfAbsent(PRECISION, Precision.AUTO.name());
        return own;
    }

    AssemblerConfig assembler() {
        return AssemblerConfig.SETTINGS.with(of(ASSEMBLER));
    }

    private Map<String, String> of(String service) {
        Map<String, String> own = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(service)) {
                own.put(name.substring(service.length()), value);
            } else if (!name.startsWith(TRAINER) && !name.startsWith(ASSEMBLER)) {
                throw new IllegalArgumentException("--set " + name + " is no setting of a replay; begin with " + TRAINER
                        + " or " + ASSEMBLER + " and a key.");
            }
        });
        return own;
    }
}

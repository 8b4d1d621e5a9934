package dev.intarsia.assembler.config;

import dev.intarsia.pieces.assemble.PaperWeights;
import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.schemas.config.ServiceSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Reads {@link AssemblerConfig} from its sources, and what it says of the arithmetic. */
public final class AssemblerSettings {
    private static final ServiceSettings<AssemblerConfig> SETTINGS =
            ServiceSettings.of("assembler-stream", AssemblerConfig.class, ConfigLimits::check);

    private AssemblerSettings() {}

    /**
     * The defaults with these settings changed, for an assembler inside another program; the environment and system
     * properties have no say.
     *
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static AssemblerConfig of(Map<String, String> settings) {
        return SETTINGS.with(settings);
    }

    /**
     * The settings of an assembler on its own.
     *
     * @param file a YAML file over the defaults
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static AssemblerConfig load(Optional<Path> file, Map<String, String> environment, Properties properties) {
        return SETTINGS.load(file, environment, properties, Map.of());
    }

    /** The weights the configuration asks for. */
    public static Weights weights(AssemblerConfig.Weights weights) {
        AssemblerConfig.Ridge ridge = weights.ridge();
        return switch (weights.kind()) {
            case RIDGE -> new RidgeWeights(ridge.lambda(), ridge.rho(), ridge.n0(), ridge.keepLargest());
            case PAPER -> new PaperWeights(weights.paper().k());
        };
    }

    /** The decay the configuration asks for: none where the half-life is 0. */
    public static Decay decay(AssemblerConfig.Signatures signatures) {
        return signatures.halfLife() == 0 ? Decay.none() : Decay.halfLife(signatures.halfLife());
    }
}

package dev.intarsia.tests.trainer;

import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.tests.cluster.DiskCopies;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The frozen model of all test classes of a run that ask for it, with its checkpoint; neither ever changes. */
record SharedModel(TinyModel tiny, Path checkpoint) implements AutoCloseable {
    static final Map<String, String> SHAPE = Map.of("model.rank", "4", "model.alpha", "4");

    /** Loads it for the first class that asks and closes it after the last. */
    static final class Loading implements ParameterResolver {
        private static final Namespace NAMESPACE = Namespace.create(SharedModel.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SharedModel.class;
        }

        @Override
        public SharedModel resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                    .getOrComputeIfAbsent(SharedModel.class, key -> load(), SharedModel.class);
        }
    }

    private static SharedModel load() {
        try {
            Path checkpoint = Files.createTempDirectory("intarsia-model");
            EngineOptions shape =
                    EngineOptions.of(TrainerConfig.SETTINGS.with(SHAPE).model());
            return new SharedModel(TinyModel.open(TinyCheckpoint.UNDECIDED.write(checkpoint), shape), checkpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        tiny.close();
        DiskCopies.delete(checkpoint);
    }
}

package dev.intarsia.stack.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.intarsia.stack.bench.PipelineBenchmark;
import dev.intarsia.stack.bench.PipelineResult;
import dev.intarsia.stack.bench.PipelineSettings;
import dev.intarsia.stack.datadir.ScratchDirectory;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.ending.OrderlyEnd;
import dev.intarsia.stack.home.Home;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.tasks.movielens.MovieLens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia bench pipeline}: the whole stack beside its engine. */
@Command(
        name = "pipeline",
        description =
                "Measures how many events a second the whole stack learns from beside what the engine alone could;"
                        + " minutes on a machine that does nothing else.",
        mixinStandardHelpOptions = true)
final class BenchPipelineCommand implements Callable<Integer> {
    @Mixin
    private final StackOptions options = new StackOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where pipeline.json goes.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(names = "--quick", description = "Only shows that everything runs; the figures mean nothing.")
    private boolean quick;

    @Override
    public Integer call() throws IOException, InterruptedException {
        MovieLens stream = MovieLens.read(Home.here().sampleStream());
        LiveDisplay display = new LiveDisplay(System.out, System.console() != null);
        Files.createDirectories(out);
        try (OrderlyEnd end = new OrderlyEnd();
                ScratchDirectory data = ScratchDirectory.create("intarsia-bench-")) {
            StackSettings settings = options.settings(data.path(), StackSettings.Ports.any());
            try (LocalStack stack = LocalStack.start(settings, part -> display.say("Starting %s ...", part))) {
                PipelineResult result = new PipelineBenchmark(
                                quick ? PipelineSettings.quick() : PipelineSettings.standard(), stream, display)
                        .run(stack);
                new ObjectMapper()
                        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValue(out.resolve("pipeline.json").toFile(), result);
                display.say("%s", result.text());
            }
        }
        return 0;
    }
}

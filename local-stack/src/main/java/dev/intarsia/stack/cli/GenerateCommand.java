package dev.intarsia.stack.cli;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.decode.DecodeLoop;
import dev.intarsia.model.decode.DecodeOptions;
import dev.intarsia.model.decode.GenerationEvent;
import dev.intarsia.model.decode.GenerationEvent.Delta;
import dev.intarsia.model.decode.GenerationEvent.Failed;
import dev.intarsia.model.decode.GenerationEvent.Finished;
import dev.intarsia.model.decode.GenerationRequest;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.model.peft.PeftFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intarsia model generate}: continues a text, token by token. */
@Command(
        name = "generate",
        description = "Continues a text or answers a task with a checkpoint, and prints the answer as it comes.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "DIR", description = "A checkpoint in Hugging Face's layout.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path directory;

    @ArgGroup(exclusive = false, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private GivenPrompt prompt;

    @Mixin
    private final SamplingFlags sampling = new SamplingFlags();

    @Option(names = "--adapter", paramLabel = "DIR", description = "A LoRA adapter as PEFT writes it.")
    private @Nullable Path adapter;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "Most tokens to generate (default: what the context allows).")
    private @Nullable Integer maxTokens;

    @Option(names = "--stop", paramLabel = "TEXT", description = "Ends the answer before this text; repeat for more.")
    private List<String> stop = List.of();

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "fp32",
            description = "fp32, bf16 or auto (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Precision precision;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads the engine computes with (default: all cores).")
    private @Nullable Integer threads;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (threads != null) {
            System.setProperty("ai.djl.pytorch.num_threads", "" + threads);
        }
        EngineOptions options = EngineOptions.defaults().withPrecision(precision);
        if (adapter != null) {
            options = options.withLayout(
                    PeftFolder.layout(adapter, Checkpoint.open(directory).config()));
        }
        try (LanguageModel model = LanguageModel.load(directory, options)) {
            return generate(model);
        }
    }

    private int generate(LanguageModel model) throws IOException, InterruptedException {
        int context = model.config().contextLength();
        int[] tokens = prompt.tokens(directory, model.tokenizer(), context);
        int most = maxTokens == null ? Math.max(1, context - tokens.length) : maxTokens;
        int capacity = (int) Math.min(context, (long) tokens.length + most);
        BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
        try (DecodeLoop loop =
                new DecodeLoop(model, model.tokenizer(), new DecodeOptions(1, Math.max(2, capacity), 0, 256))) {
            loop.submit(new GenerationRequest(
                    tokens, adapter(model), sampling.options(), stop, most, OptionalInt.empty(), events::add));
            return print(events);
        }
    }

    private @Nullable Adapter adapter(LanguageModel model) throws IOException {
        return adapter == null
                ? null
                : PeftFolder.read(
                        adapter, new BaseModel(model.config(), model.fingerprint(), directory.toString(), directory));
    }

    private int print(BlockingQueue<GenerationEvent> events) throws InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        boolean begun = !prompt.isTask();
        while (true) {
            GenerationEvent event = events.take();
            if (event instanceof Delta delta) {
                String text = begun ? delta.text() : delta.text().stripLeading();
                begun |= !text.isEmpty();
                out.print(text);
                out.flush();
            } else if (event instanceof Failed failed) {
                throw failed.cause();
            } else if (event instanceof Finished) {
                out.println();
                out.flush();
                return 0;
            }
        }
    }
}

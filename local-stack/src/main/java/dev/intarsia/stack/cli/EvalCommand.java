package dev.intarsia.stack.cli;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.model.peft.PeftFolder;
import dev.intarsia.stack.eval.EvalProgress;
import dev.intarsia.stack.eval.EventEval;
import dev.intarsia.stack.eval.Perplexity;
import dev.intarsia.stack.eval.TextEval;
import dev.intarsia.tasks.Tasks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intarsia model eval}: loss, perplexity and a task's metrics over a file. */
@Command(
        name = "eval",
        description =
                "Measures how well a checkpoint, alone or with an adapter, predicts the events or the text of a file.",
        mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A checkpoint in Hugging Face's layout.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path directory;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "Events, one JSON object a line (.jsonl, .jsonl.gz), or plain text (any other name).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path data;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            defaultValue = "movie-rating",
            description = "Events' task (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String task;

    @Option(names = "--tasks", paramLabel = "DIR", description = "Further task files.")
    private @Nullable Path taskFiles;

    @Option(names = "--adapter", paramLabel = "DIR", description = "A LoRA adapter as PEFT writes it.")
    private @Nullable Path adapter;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(data)) {
            throw new IllegalArgumentException("--data: there is no file " + data + ".");
        }
        EngineOptions options = EngineOptions.defaults();
        if (adapter != null) {
            options = options.withLayout(PeftFolder.layout(adapter, ModelConfig.read(directory)));
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        boolean shown = System.console() != null;
        EvalProgress listener = (done, nats) -> {
            if (shown) {
                progress.printf(Locale.ROOT, "\r%,d done, %.4f nats a token", done, nats);
                progress.flush();
            }
        };
        try (LanguageModel model = LanguageModel.load(directory, options)) {
            Adapter read = adapter == null
                    ? null
                    : PeftFolder.read(
                            adapter,
                            new BaseModel(model.config(), model.fingerprint(), directory.toString(), directory));
            if (isEvents()) {
                report(out, events(model, read, listener));
            } else {
                report(out, new TextEval(model, read).run(Files.readString(data), listener));
            }
        }
        out.flush();
        return 0;
    }

    private boolean isEvents() {
        String name = data.getFileName().toString();
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }

    private EventEval.Result events(LanguageModel model, @Nullable Adapter read, EvalProgress listener)
            throws IOException {
        Tasks tasks = taskFiles == null ? Tasks.bundled() : Tasks.load(taskFiles);
        EventRules rules = new EventRules(tasks, EventLimits.standard(), Clock.systemUTC());
        try (InputStream file = Files.newInputStream(data);
                InputStream plain = data.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return new EventEval(model, read, tasks, tasks.require(task), rules).run(lines, listener);
        }
    }

    private void report(PrintWriter out, EventEval.Result result) {
        out.printf(Locale.ROOT, "%-14s %,d of %s%n", "events", result.events(), task);
        if (result.others() > 0) {
            out.printf(Locale.ROOT, "%-14s %,d of other tasks%n", "left out", result.others());
        }
        report(out, result.perplexity());
        result.metrics().forEach((metric, value) -> out.printf(Locale.ROOT, "%-14s %.4f%n", metric.text(), value));
    }

    private static void report(PrintWriter out, Perplexity perplexity) {
        out.printf(Locale.ROOT, "%-14s %,d%n", "tokens", perplexity.tokens());
        out.printf(Locale.ROOT, "%-14s %.4f nats a token%n", "loss", perplexity.mean());
        out.printf(Locale.ROOT, "%-14s %.2f%n", "perplexity", perplexity.value());
    }
}

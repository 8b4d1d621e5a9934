package dev.intarsia.stack.cli;

import dev.intarsia.stack.inspect.AdapterInspection;
import dev.intarsia.stack.inspect.CheckpointInspection;
import dev.intarsia.stack.inspect.Inspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intarsia model inspect}: what a checkpoint or an adapter folder is, and what it would cost. */
@Command(
        name = "inspect",
        description =
                "Shows what a checkpoint, or a LoRA adapter as PEFT writes it, is and needs, and how it computes on this machine;"
                        + " loads no more than the first layers.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A checkpoint in Hugging Face's layout, or an adapter folder.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path directory;

    @Option(names = "--base", paramLabel = "DIR", description = "The checkpoint an adapter is meant for, to check it.")
    private @Nullable Path base;

    @Override
    public Integer call() throws IOException {
        if (Files.isRegularFile(directory)) {
            throw new IllegalArgumentException(directory + " is a file; give the folder it lies in.");
        }
        boolean adapter = Files.isRegularFile(directory.resolve("adapter_config.json"));
        Inspection inspection = adapter ? AdapterInspection.of(directory, base) : CheckpointInspection.of(directory);
        PrintWriter out = spec.commandLine().getOut();
        inspection.facts().forEach(fact -> out.printf("%-15s %s%n", fact.name(), fact.text()));
        inspection.warnings().forEach(warning -> out.println("Warning: " + warning));
        out.flush();
        return 0;
    }
}

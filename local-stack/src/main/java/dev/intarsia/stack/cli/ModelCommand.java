package dev.intarsia.stack.cli;

import picocli.CommandLine.Command;

/** {@code intarsia model}: what one does with a checkpoint alone. */
@Command(
        name = "model",
        description = "Runs a checkpoint without any service.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {InspectCommand.class, EvalCommand.class, GenerateCommand.class})
final class ModelCommand {}

package dev.intarsia.stack.cli;

import picocli.CommandLine.Command;

/** {@code intarsia adapter}: a user's adapter belongs to the user. */
@Command(
        name = "adapter",
        description = "Takes a user's adapter away as a folder that PEFT reads, and brings it back.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AdapterExportCommand.class, AdapterImportCommand.class})
final class AdapterCommand {}

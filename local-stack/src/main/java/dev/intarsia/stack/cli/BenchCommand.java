package dev.intarsia.stack.cli;

import picocli.CommandLine.Command;

/** {@code intarsia bench}: the measurements. */
@Command(
        name = "bench",
        description = "Measures speed, size and quality, always beside something.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchEngineCommand.class,
            BenchPipelineCommand.class,
            BenchAssemblerCommand.class,
            BenchAssemblyCommand.class,
            BenchLearningCommand.class,
            BenchEvidenceCommand.class,
            BenchPrivacyCommand.class,
            BenchFaultsCommand.class,
            BenchKnowledgeCommand.class,
            BenchTrainerCommand.class
        })
final class BenchCommand {}

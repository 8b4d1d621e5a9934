package dev.intarsia.stack.cli;

import dev.intarsia.stack.settings.ConfigurationPage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code intarsia settings}: what the services can be told. */
@Command(
        name = "settings",
        description = "Prints every setting of every service with its default and meaning, as Markdown.",
        mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // The command line sets it before it calls.
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ConfigurationPage.markdown());
        spec.commandLine().getOut().flush();
        return 0;
    }
}

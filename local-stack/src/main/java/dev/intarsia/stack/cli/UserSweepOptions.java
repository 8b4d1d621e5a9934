package dev.intarsia.stack.cli;

import picocli.CommandLine.Option;

/** The same, of a measurement whose number of users is the same whoever they are. */
final class UserSweepOptions extends SweepOptions {
    @Option(
            names = "--users",
            paramLabel = "N",
            description = "How many users are measured, of each group; of the population those who come after the"
                    + " first sharers (default: ${DEFAULT-VALUE}).")
    private int users;

    /** With these numbers of sharers and users where the command line names no others. */
    UserSweepOptions(int sharers, int users) {
        super(sharers);
        this.users = users;
    }

    int users() {
        return users;
    }
}

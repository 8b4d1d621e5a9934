package dev.intarsia.gateway.serving;

/** A request wishes for one version of the user's adapter, and the one in force is another, or there is none. */
public final class VersionNotInForceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean none;

    VersionNotInForceException(long version, ServedAdapter found) {
        super(
                found.kind() == AdapterKind.BASE
                        ? "There is no version " + version
                                + ": this user has no such adapter (yet). Leave 'version' out to"
                                + " get the base model's answer."
                        : "Version " + version + " is not in force: it is version " + found.version() + " of the "
                                + found.kind().text() + " adapter now, and earlier ones are not kept. Ask for "
                                + found.version() + ", or leave 'version' out.");
        none = found.kind() == AdapterKind.BASE;
    }

    /** Whether the user has no adapter at all of the kind asked for. */
    public boolean none() {
        return none;
    }
}

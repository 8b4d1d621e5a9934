package dev.intarsia.schemas.validation;

/** How long texts on the topics may be; a service that takes them from outside may be stricter, never looser. */
public final class ContractLimits {
    /** The longest id of an event or a model, and the longest name of a task or field, in characters. */
    public static final int LONGEST_ID = 1024;

    /** The longest input field or output, in characters. */
    public static final int LONGEST_FIELD = 1 << 16;

    private ContractLimits() {}
}

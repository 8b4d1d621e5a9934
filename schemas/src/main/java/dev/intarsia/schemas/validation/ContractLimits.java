package dev.intarsia.schemas.validation;

/** How long texts and records on the topics may be; a service that takes them from outside may be stricter, never looser. */
public final class ContractLimits {
    /** The longest id of an event or a model, and the longest name of a task or field, in characters. */
    public static final int LONGEST_ID = 1024;

    /** The longest input field or output, in characters. */
    public static final int LONGEST_FIELD = 1 << 16;

    /**
     * The largest value in bytes, once decompressed. What a service keeps of a record is not much larger and must fit into
     * one record of its changelog.
     */
    public static final int LARGEST_VALUE = 4 << 20;

    private ContractLimits() {}
}

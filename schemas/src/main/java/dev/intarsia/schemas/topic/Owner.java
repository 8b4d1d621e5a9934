package dev.intarsia.schemas.topic;

/** A service as the catalogue names it. */
public enum Owner {
    INGEST("ingest"),
    TRAINER_CONSUMER("trainer-consumer"),
    ASSEMBLER_STREAM("assembler-stream"),
    INFERENCE_GATEWAY("inference-gateway"),
    /** A person with {@code ./intarsia quarantine --release}. */
    OPERATOR("an operator"),
    EVERY_SERVICE("every service");

    private final String label;

    Owner(String label) {
        this.label = label;
    }

    /** The service's name as in the folders and the logs. */
    public String label() {
        return label;
    }
}

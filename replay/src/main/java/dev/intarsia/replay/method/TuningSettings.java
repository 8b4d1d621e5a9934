package dev.intarsia.replay.method;

/**
 * How adapters that are no LoRAs are trained beside the trainer's own; all else is as the trainer's settings say.
 *
 * @param ia3Rate learning rate of (IA)³
 * @param promptRate learning rate of prompts
 * @param virtualTokens of a prompt
 */
public record TuningSettings(double ia3Rate, double promptRate, int virtualTokens) {
    /** As chosen on users of the population, see docs/quality.md. */
    public static TuningSettings chosen() {
        return new TuningSettings(0.1, 0.1, 8);
    }
}

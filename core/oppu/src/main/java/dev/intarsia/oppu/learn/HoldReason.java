package dev.intarsia.oppu.learn;

import java.util.Arrays;
import java.util.Optional;

/** What is wrong with the weights that an update made, so that they are not published. */
public enum HoldReason {
    /** Some are not finite. */
    NOT_FINITE("not-finite"),
    /** The adapter's norm at a module exceeds the bound, and the norm before. */
    NORM("norm"),
    /** The loss of events that it was trained on exceeds the bound, and the loss before. */
    LOSS("loss");

    private final String text;

    HoldReason(String text) {
        this.text = text;
    }

    /** As records and metrics have it. */
    public String text() {
        return text;
    }

    /** The reason of this text; empty where there is none. */
    public static Optional<HoldReason> of(String text) {
        return Arrays.stream(values())
                .filter(reason -> reason.text.equals(text))
                .findFirst();
    }
}

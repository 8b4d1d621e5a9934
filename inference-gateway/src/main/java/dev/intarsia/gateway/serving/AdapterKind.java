package dev.intarsia.gateway.serving;

import java.util.Locale;

/** Where an adapter comes from. */
public enum AdapterKind {
    /** Trained on the user's own events. */
    OWN,
    /** Trained on the user's own events on top of what is composed from sharers' pieces. */
    RESIDUAL,
    /** Composed from sharers' pieces by the user's assignment. */
    ASSEMBLED,
    /** None: the base model as it is. */
    BASE;

    /** As responses and metrics name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

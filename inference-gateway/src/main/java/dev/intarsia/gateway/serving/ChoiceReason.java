package dev.intarsia.gateway.serving;

import java.util.Locale;

/** Why a request that leaves the kind of adapter open is answered with one. */
public enum ChoiceReason {
    /** Of those that are there, this one has the lowest loss on the user's events. */
    LOWEST_LOSS,
    /** It is the first in the order of kinds; too few events were compared. */
    FEW_EVENTS,
    /** The user has no adapter. */
    NO_ADAPTER;

    /** As responses name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

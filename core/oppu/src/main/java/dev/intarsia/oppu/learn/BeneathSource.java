package dev.intarsia.oppu.learn;

/** Knows what is beneath each user's residual now. */
@FunctionalInterface
public interface BeneathSource {
    /** The user's assembled adapter; {@link Beneath#nothing} where none is assembled. */
    Beneath of(String user);
}

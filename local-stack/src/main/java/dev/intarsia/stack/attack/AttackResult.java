package dev.intarsia.stack.attack;

/**
 * The result of one attack.
 *
 * @param attack its name
 * @param seen what the server did
 * @param afterwards what was wrong with an ordinary request after it; empty where nothing was
 * @param ok whether the server did as expected, and served others after it
 */
public record AttackResult(
        String attack, String tried, String expected, String seen, String afterwards, boolean ok, long millis) {}

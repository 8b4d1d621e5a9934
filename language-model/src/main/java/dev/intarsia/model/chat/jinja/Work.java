package dev.intarsia.model.chat.jinja;

import java.time.Clock;

/** Counts what a template does, the same on every machine, and ends it when it does too much. */
final class Work {
    /** About a second of it; a conversation of a hundred turns takes some ten thousand steps. */
    private static final long MOST = 20_000_000;

    private static final int LONGEST = 1 << 22;
    private static final int MOST_ELEMENTS = 100_000;
    private static final int DEEPEST = 16;

    private final Clock clock;
    private long done;
    private int calls;

    Work(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    void charge(long steps) {
        done += steps;
        if (done > MOST) {
            throw new JinjaException("it takes more than " + MOST + " steps");
        }
    }

    /** A text of that length is about to be made or gone through. */
    void text(long length) {
        if (length > LONGEST) {
            throw new JinjaException("it makes a text of more than " + LONGEST + " characters");
        }
        charge(1 + length / 4);
    }

    /** One text is about to be looked for in another, which can take their product of comparisons. */
    void search(String text, String part) {
        charge(1 + (long) text.length() * (1 + part.length() / 8) / 8);
    }

    /** A list of that many elements is about to be made or gone through. */
    void elements(long count) {
        if (count > MOST_ELEMENTS) {
            throw new JinjaException("it makes a list of more than " + MOST_ELEMENTS + " elements");
        }
        charge(1 + count);
    }

    void enter() {
        if (++calls > DEEPEST) {
            throw new JinjaException("its macros call each other more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        calls--;
    }
}

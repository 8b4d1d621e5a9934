package dev.intarsia.stack.explain;

/**
 * How much a page shows.
 *
 * @param sharers at most
 * @param pieces of a module at most
 */
public record PageDetail(int sharers, int pieces) {
    /** What fits a terminal of 80 columns. */
    public static final PageDetail SHORT = new PageDetail(18, 5);

    /** Everything. */
    public static final PageDetail ALL = new PageDetail(Integer.MAX_VALUE, Integer.MAX_VALUE);
}

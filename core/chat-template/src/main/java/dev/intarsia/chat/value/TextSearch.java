package dev.intarsia.chat.value;

/** What Python's texts find in themselves; places count characters, and are -1 for what is not there. */
final class TextSearch {
    private TextSearch() {}

    static long find(String text, String part) {
        Budget.scan(text, part);
        return place(text, text.indexOf(part));
    }

    static long findLast(String text, String part) {
        Budget.scan(text, part);
        return place(text, text.lastIndexOf(part));
    }

    private static long place(String text, int at) {
        return at < 0 ? -1 : text.codePointCount(0, at);
    }

    /** As {@link #find}, of a part that must be there. */
    static long index(String text, String part) {
        long place = find(text, part);
        if (place < 0) {
            throw new TemplateProblem("it asks where in a text something is that is not in it");
        }
        return place;
    }

    static String replace(String text, Arguments with) {
        String old = with.text(0, "old", null);
        String made = with.text(1, "new", null);
        Object most = with.optional(2, "count");
        if (most != null && !Values.isWhole(most)) {
            throw new TemplateProblem("it replaces a " + Values.kind(most) + " times");
        }
        Budget.scan(text, old);
        long times = most == null || ((Number) most).longValue() < 0 ? Long.MAX_VALUE : ((Number) most).longValue();
        long count = Math.min(times, old.isEmpty() ? text.length() + 1L : count(text, old));
        Budget.requireLength(count * made.length() + text.length());
        if (times == Long.MAX_VALUE && !old.isEmpty()) {
            return Budget.text(text.replace(old, made));
        } else if (old.isEmpty()) {
            throw new TemplateProblem("it replaces nothing in a text, which is not known here");
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (long i = 0; i < count; i++) {
            int at = text.indexOf(old, from);
            out.append(text, from, at).append(made);
            from = at + old.length();
        }
        return Budget.text(out.append(text.substring(from)).toString());
    }

    static long count(String text, String part) {
        if (part.isEmpty()) {
            throw new TemplateProblem("it counts nothing in a text");
        }
        Budget.scan(text, part);
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}

package dev.intarsia.replay.method;

import java.util.Map;
import java.util.TreeMap;

/** What a question is about, told by its whole input: two questions of equal input are about the same thing. */
final class Items {
    private Items() {}

    static String of(Map<String, String> input) {
        return new TreeMap<>(input).toString();
    }
}

package dev.intarsia.stack.attack;

import java.util.Map;

/**
 * What the server said.
 *
 * @param status of the answer; see the constants where there is none
 * @param headers by their name in small letters
 */
record RawAnswer(int status, Map<String, String> headers, String body) {
    private static final int LONGEST_SHOWN = 40;

    /** The server closed the connection without an answer. */
    static final RawAnswer CLOSED = new RawAnswer(0, Map.of(), "");
    /** No answer came in time. */
    static final RawAnswer NOTHING = new RawAnswer(-1, Map.of(), "");

    RawAnswer {
        headers = Map.copyOf(headers);
    }

    /** The status of a first line; 0 where it is none of HTTP's. */
    static int code(String line) {
        String[] words = line.split(" ", -1);
        return words.length > 1 && words[0].startsWith("HTTP/") && words[1].matches("\\d{3}")
                ? Integer.parseInt(words[1])
                : 0;
    }

    boolean closed() {
        return status == 0;
    }

    /** Whether an error says in JSON what was wrong. */
    boolean explains() {
        return status < 400 || body.contains("\"message\"");
    }

    /** For people. */
    String shown() {
        if (this.equals(NOTHING)) {
            return "no answer in time";
        }
        if (closed()) {
            return "closed";
        }
        int code = body.indexOf("\"code\":\"");
        if (code < 0) {
            return Integer.toString(status);
        }
        int begin = code + "\"code\":\"".length();
        int end = body.indexOf('"', begin);
        return status + " " + body.substring(begin, Math.min(end < 0 ? body.length() : end, begin + LONGEST_SHOWN));
    }
}

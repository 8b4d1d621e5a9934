package dev.intarsia.events.format;

import java.util.List;
import java.util.regex.Pattern;

/** Says why the first line of a table is not the header it should have. */
final class CsvHeader {
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?\\d+(\\.\\d*)?\\s*");
    private static final int SHOWN = 80;

    private CsvHeader() {}

    /**
     * What is wrong and what to do, to be read after the file's name.
     *
     * @param line the first line as it is
     * @param columns of that line, as commas part them
     * @param wanted the headers that would do
     */
    static String problem(String line, List<String> columns, List<List<String>> wanted) {
        String right = spelled(wanted);
        String shown = "'" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + "'";
        for (Separator separator : Separator.values()) {
            List<String> parted = List.of(line.replace("\"", "").split(Pattern.quote(separator.text), -1));
            if (wanted.contains(parted)
                    || (parted.size() >= 3 && NUMBER.matcher(parted.get(0)).matches())) {
                return "has " + separator.name + " between its columns; write commas, below the header " + right;
            }
        }
        if (line.startsWith("{") || line.startsWith("[")) {
            return "is JSON and no table; begin it with the header " + right + ", or give JSON lines as jsonl";
        }
        if (NUMBER.matcher(columns.get(0)).matches()) {
            return "has no header, its first line is " + shown + "; put the line " + right + " before it";
        }
        return "begins with another header than " + right + ", " + shown + "; correct it";
    }

    /** What is wrong with a file that has no line. */
    static String none(List<List<String>> wanted) {
        return "is empty; give a table under the header " + spelled(wanted);
    }

    private static String spelled(List<List<String>> headers) {
        return String.join(
                " or ", headers.stream().map(each -> String.join(",", each)).toList());
    }

    /** Whether a line has columns, whatever parts them. */
    static boolean looksLikeColumns(String line) {
        return line.contains(",") || line.contains(";") || line.contains("\t");
    }

    private enum Separator {
        SEMICOLON("semicolons", ";"),
        TAB("tabs", "\t"),
        BAR("bars", "|"),
        COLONS("two colons", "::");

        private final String name;
        private final String text;

        Separator(String name, String text) {
            this.name = name;
            this.text = text;
        }
    }
}

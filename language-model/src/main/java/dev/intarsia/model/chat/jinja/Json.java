package dev.intarsia.model.chat.jinja;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code tojson} as Transformers has it: Python's {@code json.dumps}, with nothing escaped for HTML. */
final class Json {
    private final Work work;
    private final int indent;
    private final boolean ascii;
    private final boolean sorted;
    private final String between;
    private final String after;
    private final StringBuilder all = new StringBuilder();

    private Json(Arguments given, Work work) {
        this.work = work;
        given.atMost(2, "ensure_ascii", "indent", "separators", "sort_keys");
        ascii = Values.truth(given.get(0, "ensure_ascii", false));
        boolean flat = given.get(1, "indent", None.NONE) == None.NONE;
        indent = flat ? -1 : Math.max(0, Math.min(16, given.whole(1, "indent", 0)));
        sorted = Values.truth(given.get(3, "sort_keys", false));
        if (given.get(2, "separators", None.NONE) instanceof List<?> two && two.size() == 2) {
            between = Values.text(two.get(0), work);
            after = Values.text(two.get(1), work);
        } else {
            between = flat ? ", " : ",";
            after = ": ";
        }
    }

    static String of(Object value, Arguments given, Work work) {
        Json json = new Json(given, work);
        json.write(value, 1);
        work.text(json.all.length());
        return json.all.toString();
    }

    private void write(Object value, int depth) {
        work.text(all.length() > 1 << 21 ? Long.MAX_VALUE : 0);
        if (value instanceof String text) {
            quote(text);
        } else if (value instanceof List<?> list) {
            Iterator<?> each = list.iterator();
            block("[", "]", list.size(), depth, () -> write(element(each), depth + 1));
        } else if (value instanceof Map<?, ?> map) {
            Iterator<? extends Map.Entry<?, ?>> each =
                    (sorted ? new TreeMap<>(map) : map).entrySet().iterator();
            block("{", "}", map.size(), depth, () -> {
                Map.Entry<?, ?> entry = each.next();
                quote(Values.text(entry.getKey(), work));
                all.append(after);
                write(entry.getValue(), depth + 1);
            });
        } else if (value instanceof Boolean || value == None.NONE) {
            all.append(value instanceof Boolean ? value : "null");
        } else if (Values.isNumber(value)) {
            all.append(Values.text(value, work));
        } else {
            throw new JinjaException(Values.kind(value) + " cannot be written as JSON");
        }
    }

    private static Object element(Iterator<?> each) {
        return each.next();
    }

    private void block(String open, String close, int size, int depth, Runnable element) {
        work.elements(size);
        all.append(open);
        for (int i = 0; i < size; i++) {
            all.append(i > 0 ? between : "");
            line(depth);
            element.run();
        }
        line(size > 0 ? depth - 1 : -1);
        all.append(close);
    }

    private void line(int depth) {
        if (indent >= 0 && depth >= 0) {
            all.append('\n').append(" ".repeat(indent * depth));
        }
    }

    private void quote(String text) {
        work.text(text.length());
        all.append('"');
        for (char c : text.toCharArray()) {
            int plain = "\"\\\n\r\t\b\f".indexOf(c);
            if (plain >= 0) {
                all.append('\\').append("\"\\nrtbf".charAt(plain));
            } else if (c < 0x20 || ascii && c > 0x7e) {
                all.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                all.append(c);
            }
        }
        all.append('"');
    }
}

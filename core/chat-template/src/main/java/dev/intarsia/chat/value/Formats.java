package dev.intarsia.chat.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's two ways to put values into a text: {@code %} and {@code format}. */
public final class Formats {
    private static final Pattern PERCENT =
            Pattern.compile("%(?:\\((\\w+)\\))?([-0]?)(\\d{0,3})(?:\\.(\\d{1,2}))?([sdifr%])");
    private static final Pattern FIELD = Pattern.compile("\\{\\{|\\}\\}|\\{(\\w*)\\}|[{}]");

    private Formats() {}

    public static String percent(String format, Object values) {
        List<Object> given = values instanceof Tuple tuple ? new ArrayList<>(tuple) : List.of(values);
        Matcher matcher = PERCENT.matcher(format);
        StringBuilder out = new StringBuilder();
        int from = 0;
        int used = 0;
        while (matcher.find(from) && plain(format, from, matcher.start())) {
            out.append(format, from, matcher.start());
            from = matcher.end();
            if (matcher.group(5).equals("%")) {
                if (matcher.end() - matcher.start() > 2) {
                    throw unknown(format);
                }
                out.append('%');
                continue;
            }
            Object value;
            if (matcher.group(1) != null) {
                if (!(values instanceof Map<?, ?> map) || !map.containsKey(matcher.group(1))) {
                    throw unknown(format);
                }
                value = map.get(matcher.group(1));
                used = given.size();
            } else if (used == given.size()) {
                throw new TemplateProblem("it gives the text '" + format + "' too few values");
            } else {
                value = given.get(used++);
            }
            out.append(padded(one(value, matcher, format), matcher));
            Budget.spend(1);
        }
        if (!plain(format, from, format.length())) {
            throw unknown(format);
        }
        if (used < given.size() && !(values instanceof Map)) {
            throw new TemplateProblem("it gives the text '" + format + "' too many values");
        }
        return Budget.text(out.append(format.substring(from)).toString());
    }

    private static boolean plain(String format, int from, int to) {
        int percent = format.indexOf('%', from);
        return percent < 0 || percent >= to;
    }

    private static TemplateProblem unknown(String format) {
        return new TemplateProblem(
                "it calculates with a text: '" + format + "' is filled in a way that is not known here");
    }

    private static String one(Object value, Matcher with, String format) {
        String digits = with.group(4);
        switch (with.group(5)) {
            case "s", "r":
                String text = with.group(5).equals("s") ? Repr.text(value) : Repr.quoted(value);
                return digits == null
                        ? text
                        : text.substring(
                                0,
                                text.offsetByCodePoints(
                                        0, Math.min(Integer.parseInt(digits), text.codePointCount(0, text.length()))));
            case "f":
                if (!(value instanceof Number number)) {
                    throw unknown(format);
                }
                return new BigDecimal(number.doubleValue())
                        .setScale(digits == null ? 6 : Integer.parseInt(digits), RoundingMode.HALF_EVEN)
                        .toPlainString();
            default:
                if (!Values.isWhole(value) || digits != null) {
                    throw unknown(format);
                }
                return String.valueOf(value);
        }
    }

    private static String padded(String text, Matcher with) {
        int width = with.group(3).isEmpty() ? 0 : Integer.parseInt(with.group(3));
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        boolean number = "dif".contains(with.group(5));
        return switch (with.group(2)) {
            case "-" -> text + " ".repeat(missing);
            case "0" -> number ? filled(text, missing) : " ".repeat(missing) + text;
            default -> " ".repeat(missing) + text;
        };
    }

    /** {@code text.format(...)}, with fields that are empty, numbers or names. */
    public static String fields(String format, Arguments with) {
        Matcher matcher = FIELD.matcher(format);
        RenderedText out = new RenderedText();
        int from = 0;
        int next = 0;
        while (matcher.find()) {
            out.write(format.substring(from, matcher.start()));
            from = matcher.end();
            String field = matcher.group(1);
            if (field == null) {
                if (matcher.group().length() == 1) {
                    throw new TemplateProblem("it formats '" + format + "' in a way that is not known here");
                }
                out.write(matcher.group().substring(1));
                continue;
            }
            if (field.isEmpty() ? next < 0 : next > 0 && field.matches("[0-9]+")) {
                throw new TemplateProblem(
                        "it formats '" + format + "' with fields that are numbers and others that are empty");
            }
            int place = field.isEmpty() ? next++ : field.matches("[0-9]{1,4}") ? Integer.parseInt(field) : -1;
            next = !field.isEmpty() && place >= 0 ? -1 : next;
            Object value = place < 0
                    ? with.named().get(field)
                    : place < with.given().size() ? with.given().get(place) : null;
            if (value == null) {
                throw new TemplateProblem("it formats '" + format + "' without a value for {" + field + "}");
            }
            out.write(Repr.text(value));
        }
        out.write(format.substring(from));
        return out.toString();
    }

    /** Zeros before a number, after its sign. */
    private static String filled(String number, int zeros) {
        int sign = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
        return number.substring(0, sign) + "0".repeat(zeros) + number.substring(sign);
    }

    /** {@code text.zfill(width)} */
    public static String filled(String text, Arguments with) {
        return Budget.text(filled(text, (int) missing(text, with.only("width").at(0, "width"))));
    }

    /** How many characters a text lacks of a width. */
    private static long missing(String text, @Nullable Object width) {
        if (!(width instanceof Number number && Values.isWhole(number))) {
            throw new TemplateProblem("it pads a text in a way that is not known here");
        }
        long missing = Math.max(0, number.longValue() - text.codePointCount(0, text.length()));
        Budget.requireLength(missing);
        return missing;
    }

    /** A text padded to a width. */
    public static String aligned(String text, Arguments with, double left) {
        Object width = with.only("width", "fillchar").at(0, "width");
        String fill = with.text(1, "fillchar", " ");
        long missing = missing(text, fill.codePointCount(0, fill.length()) == 1 ? width : null);
        if (missing == 0) {
            return text;
        }
        // Python's center puts the odd space on the left where the width is odd.
        int before = left == 0.5 && width instanceof Number number
                ? (int) (missing / 2 + (missing & number.longValue() & 1))
                : (int) (missing * left);
        return Budget.text(fill.repeat(before) + text + fill.repeat((int) missing - before));
    }
}

package dev.intarsia.evaluation.metric;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads a number as Python's {@code float} does: the benchmark's own evaluation takes exactly those answers for numbers. */
public final class PythonFloat {
    private static final String DIGITS = "[0-9](?:_?[0-9])*+";
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?(?:" + DIGITS + "\\.?(?:" + DIGITS + ")?|\\." + DIGITS + ")(?:[eE][+-]?" + DIGITS + ")?");
    private static final Pattern INFINITE = Pattern.compile("[+-]?inf(?:inity)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_A_NUMBER = Pattern.compile("[+-]?nan", Pattern.CASE_INSENSITIVE);
    private static final String ASCII_SPACES = " \t\n\u000B\f\r";
    private static final int NEXT_LINE = 0x85;

    private PythonFloat() {}

    /** The number, which may be infinite or NaN; empty where Python refuses the text. */
    public static OptionalDouble parse(String text) {
        String number = stripped(ascii(text));
        if (NUMBER.matcher(number).matches()) {
            return OptionalDouble.of(Double.parseDouble(number.replace("_", "")));
        }
        if (INFINITE.matcher(number).matches()) {
            return OptionalDouble.of(number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return NOT_A_NUMBER.matcher(number).matches() ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty();
    }

    /** Decimal digits of any script as those of ASCII, white space beyond ASCII as blanks; all else as it is. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER) {
                ascii.append(Character.digit(point, 10));
            } else if (point == NEXT_LINE || (point > NEXT_LINE && Character.isSpaceChar(point))) {
                ascii.append(' ');
            } else {
                ascii.appendCodePoint(point);
            }
        });
        return ascii.toString();
    }

    private static String stripped(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && ASCII_SPACES.indexOf(text.charAt(begin)) >= 0) {
            begin++;
        }
        while (end > begin && ASCII_SPACES.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(begin, end);
    }
}

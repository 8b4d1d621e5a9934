package dev.intarsia.chat.filter;

import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.Formats;
import dev.intarsia.chat.value.Markup;
import dev.intarsia.chat.value.Operators;
import dev.intarsia.chat.value.RenderedText;
import dev.intarsia.chat.value.Repr;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.TextMethods;
import dev.intarsia.chat.value.TextSplitting;
import dev.intarsia.chat.value.Tuple;
import dev.intarsia.chat.value.Values;
import java.util.List;
import java.util.Map;

/** Filters of texts. */
final class TextFilters {
    private static final int USUAL_WIDTH = 80;

    private TextFilters() {}

    static void addTo(Map<String, Filters.Operation> known) {
        known.put("trim", (value, with) -> TextMethods.call(Repr.text(value), "strip", with.only("chars")));
        for (String name : List.of("upper", "lower", "capitalize")) {
            known.put(name, (value, with) -> TextMethods.call(Repr.text(value), name, with));
        }
        known.put("title", (value, with) -> title(Repr.text(value), with));
        known.put(
                "replace",
                (value, with) -> TextMethods.call(Repr.text(value), "replace", with.only("old", "new", "count")));
        known.put("string", (value, with) -> value instanceof Markup ? value : Repr.text(value));
        known.put("safe", (value, with) -> new Markup(Repr.text(value)));
        known.put("format", TextFilters::format);
        known.put("indent", TextFilters::indent);
        known.put("truncate", TextFilters::truncate);
        known.put(
                "center",
                (value, with) -> Formats.aligned(
                        Repr.text(value),
                        with.only("width").at(0, "width") == null
                                ? new Arguments(List.of((long) USUAL_WIDTH), Map.of())
                                : with,
                        0.5));
    }

    private static Object format(Object value, Arguments with) {
        if (!with.named().isEmpty()) {
            throw new TemplateProblem("it formats a text by names, which is not known here");
        }
        return Formats.percent(Repr.text(value), new Tuple(with.given()));
    }

    private static String title(String text, Arguments with) {
        with.only();
        return TextMethods.titled(text, c -> "-({[<".indexOf(c) < 0 && !Values.isSpace(c));
    }

    private static Object indent(Object value, Arguments with) {
        with.only("width", "first", "blank");
        if (!(value instanceof CharSequence)) {
            throw new TemplateProblem("it indents a " + Values.kind(value) + ", which is not known here");
        }
        Object width = with.at(0, "width");
        String space = width instanceof CharSequence
                ? width.toString()
                : (String) Operators.multiply(" ", width == null ? 4L : width);
        RenderedText out = new RenderedText();
        List<String> lines = TextSplitting.lines(Repr.text(value) + "\n");
        for (int i = 0; i < lines.size(); i++) {
            boolean indented = i == 0 ? with.isSet(1, "first") : !lines.get(i).isEmpty() || with.isSet(2, "blank");
            out.write((i == 0 ? "" : "\n") + (indented ? space : "") + lines.get(i));
        }
        return out.toString();
    }

    private static Object truncate(Object value, Arguments with) {
        with.only("length", "killwords", "end", "leeway");
        if (!(value instanceof CharSequence)) {
            throw new TemplateProblem("it truncates a " + Values.kind(value) + ", which is not known here");
        }
        String text = value.toString();
        String end = with.text(2, "end", "...");
        int[] letters = text.codePoints().toArray();
        Budget.spend(1 + letters.length / 64);
        long length = number(with, 0, "length", 255);
        if (letters.length <= length + number(with, 3, "leeway", 5)) {
            return text;
        }
        int kept = (int) length - end.codePointCount(0, end.length());
        if (kept < 0) {
            throw new TemplateProblem("it truncates a text to less than what stands at its end");
        }
        String begin = new String(letters, 0, kept);
        int space = begin.lastIndexOf(' ');
        return (with.isSet(1, "killwords") || space < 0 ? begin : begin.substring(0, space)) + end;
    }

    private static long number(Arguments with, int at, String name, long usual) {
        Object given = with.optional(at, name);
        if (given != null && !Values.isWhole(given)) {
            throw new TemplateProblem("it gives a " + Values.kind(given) + " for '" + name + "'");
        }
        return given == null ? usual : ((Number) given).longValue();
    }
}

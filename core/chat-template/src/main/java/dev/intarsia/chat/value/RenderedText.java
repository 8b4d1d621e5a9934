package dev.intarsia.chat.value;

/** The text that a template makes, which may only grow so long. */
public final class RenderedText {
    private final StringBuilder text = new StringBuilder();

    public void write(String piece) {
        Budget.spend(1 + piece.length() / 64);
        Budget.requireLength(text.length() + (long) piece.length());
        text.append(piece);
    }

    /** What a value consists of, with a separator between each two. */
    public static String joined(String separator, Object value) {
        RenderedText out = new RenderedText();
        String before = "";
        for (Object item : Values.items(value)) {
            out.write(before + Repr.text(Markup.refused(item)));
            before = separator;
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

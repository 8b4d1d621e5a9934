package dev.intarsia.chat.value;

/** A text that is marked safe. What is put together with one would be escaped, so that is refused. */
public record Markup(String text) implements CharSequence {
    /** Any other value as it is. */
    public static Object refused(Object value) {
        if (value instanceof Markup) {
            throw new TemplateProblem(
                    "it does more with a text marked 'safe' than to write it, which is not known here");
        }
        return value;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}

package dev.intarsia.chat;

/** The text that a template makes, which may only grow so long. */
final class RenderedText {
    private final StringBuilder text = new StringBuilder();

    void write(String piece) {
        Budget.spend(1 + piece.length() / 64);
        if (text.length() + (long) piece.length() > Budget.LONGEST) {
            throw new TemplateProblem("it makes a text of more than " + Budget.LONGEST + " characters");
        }
        text.append(piece);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

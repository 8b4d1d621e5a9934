package dev.intarsia.model.chat.jinja;

/** The text a template has written so far. */
final class Output {
    private final StringBuilder text = new StringBuilder();
    private final Work work;

    Output(Work work) {
        this.work = work;
    }

    void write(String more) {
        work.text(more.length());
        if (text.length() + (long) more.length() > 1 << 22) {
            work.text((long) text.length() + more.length());
        }
        text.append(more);
    }

    String text() {
        return text.toString();
    }
}

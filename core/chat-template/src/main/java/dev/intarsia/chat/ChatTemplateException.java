package dev.intarsia.chat;

/** A conversation does not fit a checkpoint's template, or the template is of a kind this version cannot run. */
public final class ChatTemplateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ChatTemplateException(String problem) {
        super(problem);
    }
}

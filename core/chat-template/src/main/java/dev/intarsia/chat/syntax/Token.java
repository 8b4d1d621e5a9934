package dev.intarsia.chat.syntax;

/**
 * A piece of a template.
 *
 * @param text its letters; of a text in quotes, what it stands for
 */
record Token(Kind kind, String text) {
    enum Kind {
        DATA,
        EXPRESSION_BEGIN,
        EXPRESSION_END,
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        TEXT,
        WHOLE,
        FRACTION,
        OPERATOR,
        END
    }

    boolean is(Kind other, String letters) {
        return kind == other && text.equals(letters);
    }

    boolean isName(String name) {
        return is(Kind.NAME, name);
    }

    boolean isOperator(String operator) {
        return is(Kind.OPERATOR, operator);
    }
}

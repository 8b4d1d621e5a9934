package dev.intarsia.model.tokenizer;

/**
 * Keeps what users write from becoming special tokens where a template puts it among its own. Characters that Unicode
 * keeps from being any text's are put where a special token could be read, and are taken out before the text is encoded.
 */
final class Marks {
    /** Parts what would be read as one token. */
    private static final char CUT = Tokenizer.CUT.charAt(0);
    /** What follows is a letter of the text: one that is a special token by itself cannot be parted. */
    private static final char LETTER = '\uFDD1';

    private Marks() {}

    /** The text with its marks. */
    static String on(String text, AddedTokenFinder specials) {
        StringBuilder marked = new StringBuilder();
        String plain = removed(text);
        for (int at = 0; at < plain.length(); ) {
            int character = plain.codePointAt(at);
            int next = at + Character.charCount(character);
            AddedToken token = specials.at(plain, at);
            boolean whole = token != null && token.text().length() == next - at;
            if (whole) {
                marked.append(LETTER);
            }
            marked.appendCodePoint(character);
            if (token != null && !whole) {
                marked.append(CUT);
            }
            at = next;
        }
        return atEnds(marked.toString(), specials);
    }

    /** Templates may take blanks off before they put a text beside others. */
    private static String atEnds(String text, AddedTokenFinder specials) {
        int begin = 0;
        int end = text.length();
        while (begin < end && blank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && blank(text.charAt(end - 1))) {
            end--;
        }
        String stripped = removed(text.substring(begin, end));
        if (stripped.isEmpty()) {
            return text;
        }
        return text.substring(0, begin)
                + (specials.cutAtBegin(stripped) ? CUT : "")
                + text.substring(begin, end)
                + (specials.cutAtEnd(stripped) ? CUT : "")
                + text.substring(end);
    }

    private static boolean blank(char character) {
        return character <= ' '
                || character == '\u0085'
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character);
    }

    /** Whether a letter, and no token, is at that place. */
    static boolean letter(String text, int at) {
        return at > 0 && text.charAt(at - 1) == LETTER;
    }

    static String removed(String text) {
        return text.indexOf(CUT) < 0 && text.indexOf(LETTER) < 0
                ? text
                : text.replace("" + CUT, "").replace("" + LETTER, "");
    }
}

package dev.intarsia.stack.explain;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** Characters that show a magnitude, lightest first. */
public enum Shades {
    /** Block elements. */
    BLOCKS("░▒▓█"),
    /** For terminals that cannot show others. */
    ASCII(".:o#");

    private final String characters;

    Shades(String characters) {
        this.characters = characters;
    }

    /**
     * What the terminal can show.
     *
     * @param system the system's properties, in which Java names the terminal's charset
     */
    public static Shades of(Properties system) {
        return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                        .map(system::getProperty)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .filter(Shades::isUtf8)
                        .isPresent()
                ? BLOCKS
                : ASCII;
    }

    private static boolean isUtf8(String charset) {
        try {
            return Charset.forName(charset).equals(StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }

    /** How many there are. */
    int levels() {
        return characters.length();
    }

    /**
     * The shade of a magnitude.
     *
     * @param largest that there is; everything is the lightest where it is 0
     */
    char of(double magnitude, double largest) {
        int level = largest == 0 ? 0 : (int) Math.ceil(levels() * magnitude / largest) - 1;
        return at(Math.max(0, Math.min(levels() - 1, level)));
    }

    char at(int level) {
        return characters.charAt(level);
    }
}

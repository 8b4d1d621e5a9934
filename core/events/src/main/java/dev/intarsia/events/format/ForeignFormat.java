package dev.intarsia.events.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells what content is that is no text in UTF-8 with lines at all, by how it begins. */
public final class ForeignFormat {
    private static final String UNPACK = "; unpack it first, or, of gzip, let the file's name end in .gz";
    private static final String EXPORT = "; export its rows as text first";
    private static final String FETCH = "; fetch the file itself";

    private static final List<Magic> MAGIC = List.of(
            new Magic("\u001f\u008b", "is packed with gzip" + UNPACK),
            new Magic("BZh", "is packed with bzip2" + UNPACK),
            new Magic("\u00fd7zXZ\0", "is packed with xz" + UNPACK),
            new Magic("(\u00b5/\u00fd", "is packed with zstd" + UNPACK),
            new Magic("\u0004\"M\u0018", "is packed with lz4" + UNPACK),
            new Magic("7z\u00bc\u00af'\u001c", "is a 7z archive" + UNPACK),
            new Magic("Rar!\u001a\u0007", "is a RAR archive" + UNPACK),
            new Magic("PAR1", "is a Parquet file" + EXPORT),
            new Magic("Obj\u0001", "is an Avro file" + EXPORT),
            new Magic("ARROW1", "is an Arrow file" + EXPORT),
            new Magic("ORC\b", "is an ORC file" + EXPORT),
            new Magic("ORC\n", "is an ORC file" + EXPORT),
            new Magic("SQLite format 3\0", "is an SQLite database" + EXPORT),
            new Magic("\u0089HDF\r\n", "is an HDF5 file" + EXPORT),
            new Magic("\u0093NUMPY", "is a NumPy array" + EXPORT),
            new Magic("\u00d0\u00cf\u0011\u00e0", "is an Excel or another Office file of the old kind" + EXPORT),
            new Magic("%PDF-", "is a PDF" + EXPORT),
            new Magic("{\\rtf", "is an RTF document" + EXPORT),
            new Magic("version https://git-lfs", "is a pointer of Git LFS" + FETCH + ", with git lfs pull"));

    private static final List<String> PAGES = List.of("<!doctype html", "<html", "<head", "<body");
    private static final int LOOKED_AT = 1 << 12;
    private static final int TAR_AT = 257;
    private static final int NO_GAP = -1;

    private ForeignFormat() {}

    private record Magic(String beginning, String problem) {}

    /**
     * What it is and what to do, to be read after its name; empty where it may be text in UTF-8.
     *
     * @param first bytes of the content; some thousand are enough
     */
    public static Optional<String> problem(byte[] first) {
        // Byte by byte, so that bytes can be compared as characters.
        String bytes = new String(first, ISO_8859_1);
        if (bytes.startsWith("PK\u0003\u0004") || bytes.startsWith("PK\u0005\u0006")) {
            return Optional.of(
                    bytes.contains("[Content_Types].xml") || bytes.contains("xl/")
                            ? "is an Excel workbook or another Office file" + EXPORT
                            : "is a zip archive" + UNPACK);
        }
        if (bytes.startsWith("ustar", TAR_AT)) {
            return Optional.of("is a tar archive" + UNPACK);
        }
        for (Magic magic : MAGIC) {
            if (bytes.startsWith(magic.beginning)) {
                return Optional.of(magic.problem);
            }
        }
        Optional<String> encoding = otherUnicode(bytes);
        return encoding.isPresent()
                ? encoding.map(
                        name -> "is text in " + name + "; encode it as UTF-8, as with iconv -f " + name + " -t UTF-8")
                : markup(bytes);
    }

    private static Optional<String> otherUnicode(String bytes) {
        if (bytes.startsWith("\u00ff\u00fe\0\0") || bytes.startsWith("\0\0\u00fe\u00ff")) {
            return Optional.of("UTF-32");
        }
        if (bytes.startsWith("\u00ff\u00fe") || bytes.startsWith("\u00fe\u00ff")) {
            return Optional.of("UTF-16");
        }
        String looked = bytes.substring(0, Math.min(LOOKED_AT, bytes.length()));
        int even = 0;
        int odd = 0;
        for (int at = looked.indexOf('\0'); at != NO_GAP; at = looked.indexOf('\0', at + 1)) {
            even += at % 2 == 0 ? 1 : 0;
            odd += at % 2;
        }
        int zeros = even + odd;
        // Latin letters in UTF-16 have a zero in each pair of bytes, always on the same side.
        if (looked.length() < 4 || zeros * 10 < looked.length()) {
            return Optional.empty();
        }
        if (zeros * 3 >= looked.length() * 2) {
            return looked.charAt(0) == 0 ? Optional.of("UTF-32BE") : Optional.of("UTF-32LE");
        }
        if (odd >= 10 * even) {
            return Optional.of("UTF-16LE");
        }
        return even >= 10 * odd ? Optional.of("UTF-16BE") : Optional.empty();
    }

    private static Optional<String> markup(String bytes) {
        String text = bytes.substring(0, Math.min(LOOKED_AT, bytes.length()))
                .replaceFirst("^\u00ef\u00bb\u00bf", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (PAGES.stream().anyMatch(text::startsWith)) {
            return Optional.of("is an HTML page, perhaps one that says why the file was not sent" + FETCH);
        }
        return text.startsWith("<?xml") ? Optional.of("is XML" + EXPORT) : Optional.empty();
    }
}

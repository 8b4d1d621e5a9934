package dev.intarsia.model.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive made from source text: a zip of the code of one module class, a pickle of its state and a
 * version. The state is the one flag every module has, and lists of tensors that are still empty.
 */
final class ScriptArchive {
    /** Pickle opcodes, protocol 2. */
    private static final int PROTO = 0x80;

    private static final int NEWOBJ = 0x81;
    private static final int TUPLE1 = 0x85;
    private static final int NEWTRUE = 0x88;

    private ScriptArchive() {}

    /**
     * The bytes of an archive.
     *
     * @param name the module's class
     * @param methods its methods as the engine writes them, indented by two
     * @param lists names of its lists of tensors
     */
    static byte[] of(String name, String methods, String... lists) {
        StringBuilder code = new StringBuilder("class " + name + "(Module):\n")
                .append("  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        for (String list : lists) {
            code.append("  ").append(list).append(" : List[Tensor]\n");
        }
        code.append(methods);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", state(name, lists));
            put(zip, "code/__torch__.py", code.toString().getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", new byte[] {(byte) PROTO, 2, ')', '.'});
            put(zip, "version", ascii("3\n"));
            put(zip, "byteorder", ascii("little"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An instance of the class with {@code {"training": True}} and its empty lists. */
    private static byte[] state(String name, String... lists) {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        put(pickle, PROTO, 2);
        pickle.writeBytes(ascii("c__torch__\n" + name + "\n"));
        put(pickle, ')', NEWOBJ, '}', '(');
        text(pickle, "training");
        put(pickle, NEWTRUE);
        for (String list : lists) {
            text(pickle, list);
            pickle.writeBytes(ascii("ctorch.jit._pickle\nbuild_tensorlist\n"));
            put(pickle, ']', TUPLE1, 'R');
        }
        put(pickle, 'u', 'b', '.');
        return pickle.toByteArray();
    }

    private static void text(ByteArrayOutputStream pickle, String text) {
        put(pickle, 'X', text.length(), 0, 0, 0);
        pickle.writeBytes(ascii(text));
    }

    private static void put(ByteArrayOutputStream out, int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Stored, not deflated: the engine maps entries in place. */
    private static void put(ZipOutputStream zip, String name, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(data);
        ZipEntry entry = new ZipEntry("module/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(data.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }
}

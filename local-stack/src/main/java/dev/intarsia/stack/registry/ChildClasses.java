package dev.intarsia.stack.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;

/**
 * A jar with the child's first class alone, so that nothing else of this program reaches the registry's class path. It
 * is written once and kept, since the child's archive of loaded classes is only good for the very same jar.
 */
final class ChildClasses {
    private ChildClasses() {}

    static Path in(Path directory) throws IOException {
        byte[] contents = contents();
        CRC32 sum = new CRC32();
        sum.update(contents);
        Path jar = directory.resolve("intarsia-registry-process-" + Long.toHexString(sum.getValue()) + ".jar");
        if (Files.notExists(jar)) {
            Path part = directory.resolve(
                    jar.getFileName() + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".part");
            Files.write(part, contents);
            Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
        }
        return jar;
    }

    private static byte[] contents() throws IOException {
        String name = RegistryProcess.class.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = RegistryProcess.class.getClassLoader().getResourceAsStream(name);
                JarOutputStream jar = new JarOutputStream(bytes)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            JarEntry entry = new JarEntry(name);
            entry.setTime(0);
            jar.putNextEntry(entry);
            in.transferTo(jar);
        }
        return bytes.toByteArray();
    }
}

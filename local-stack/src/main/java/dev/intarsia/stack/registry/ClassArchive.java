package dev.intarsia.stack.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The registry's classes as the JVM keeps them for the next start, which halves its time. Made by the first child that
 * ends in an orderly way; without one everything works, more slowly.
 *
 * @param file where the archive is, or will be
 * @param part where a child of ours writes one, or the file itself where it is there already
 */
record ClassArchive(Path file, Path part) {
    /** The archive that goes with this JVM and this jar of ours, beside that jar. */
    static ClassArchive beside(Path childClasses) {
        Path file = childClasses.resolveSibling(childClasses.getFileName() + "-" + Runtime.version() + ".jsa");
        return Files.exists(file)
                ? new ClassArchive(file, file)
                : new ClassArchive(
                        file,
                        file.resolveSibling(file.getFileName() + "."
                                + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + ".part"));
    }

    /** What the child's JVM is told. */
    List<String> options() {
        return List.of(
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                exists() ? "-XX:SharedArchiveFile=" + file : "-XX:+RecordDynamicDumpInfo");
    }

    /** What the child's first class is told: where to leave the classes, if it is to. */
    List<String> arguments() {
        return exists() ? List.of() : List.of(part.toString());
    }

    private boolean exists() {
        return file.equals(part);
    }

    /** Takes up what an orderly child wrote. */
    void keep() throws IOException {
        if (!exists() && Files.exists(part)) {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Drops what a child wrote before it was cut short. */
    void drop() throws IOException {
        if (!exists()) {
            Files.deleteIfExists(part);
        }
    }
}

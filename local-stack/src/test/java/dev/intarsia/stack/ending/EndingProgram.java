package dev.intarsia.stack.ending;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that would crash if anything ran at its exit, as one does whose threads are in the engine: aborting is what it
 * leaves there to be done.
 */
final class EndingProgram {
    private EndingProgram() {}

    /** @param args {@code at-once}, or {@code orderly} and the file to write while closing, or {@code stuck} */
    public static void main(String[] args) throws IOException {
        NativeLibrary system = NativeLibrary.getProcess();
        system.getFunction("__cxa_atexit").invokeVoid(new Object[] {system.getFunction("abort"), null, null});
        switch (args[0]) {
            case "at-once" -> {
                SignalHandler.atOnce();
                System.out.println("READY");
                compute();
            }
            case "orderly" -> {
                try (OrderlyEnd end = new OrderlyEnd()) {
                    System.out.println("READY");
                    end.await();
                    Files.writeString(Path.of(args[1]), "closed");
                }
            }
            case "stuck" -> {
                SignalHandler.after(() -> {
                    System.out.println("WAITING");
                    compute();
                });
                System.out.println("READY");
                compute();
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void compute() {
        while (true) {
            Thread.onSpinWait();
        }
    }
}

package dev.intarsia.stack.ending;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/** The end of this process by the system call itself, whatever its threads are doing. */
public final class HardExit {
    private HardExit() {}

    /**
     * Ends this process and what it started. Nothing else runs: no shutdown hook, and none of the native libraries'
     * destructors, which {@link Runtime#halt} would call while threads are in those libraries.
     */
    public static void now(int code) {
        System.out.flush();
        System.err.flush();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        try {
            if (Platform.isWindows()) {
                terminate(code);
            } else {
                NativeLibrary.getProcess().getFunction("_exit").invokeVoid(new Object[] {code});
            }
        } catch (LinkageError noSuchCall) {
            // The next best.
        }
        Runtime.getRuntime().halt(code);
    }

    /** On Windows {@code _exit} too would have each library clear up. */
    private static void terminate(int code) {
        Pointer thisProcess = Pointer.createConstant(-1);
        NativeLibrary.getInstance("kernel32").getFunction("TerminateProcess").invokeInt(new Object[] {thisProcess, code
        });
    }
}

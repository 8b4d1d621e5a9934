package dev.intarsia.stack.ending;

import com.sun.jna.NativeLibrary;

/** The end of this process by the system call itself, whatever its threads are doing. */
public final class ProcessEnd {
    private ProcessEnd() {}

    /**
     * Ends this process and what it started. Nothing else runs: no shutdown hook, and none of the native libraries'
     * destructors, which {@link Runtime#halt} would call while threads are in those libraries.
     */
    public static void now(int code) {
        System.out.flush();
        System.err.flush();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        try {
            NativeLibrary.getProcess().getFunction("_exit").invokeVoid(new Object[] {code});
        } catch (LinkageError noSuchCall) {
            // The next best.
        }
        Runtime.getRuntime().halt(code);
    }
}

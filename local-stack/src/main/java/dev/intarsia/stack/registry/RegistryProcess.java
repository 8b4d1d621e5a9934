package dev.intarsia.stack.registry;

import java.io.IOException;

/**
 * The child's first class: runs the registry for as long as whoever started it lives. The starter holds the other
 * end of standard input; the system closes it when the starter ends, however it ends. Uses nothing but the JDK,
 * since nothing else of ours is on the child's class path.
 */
public final class RegistryProcess {
    /** What the starter writes to ask for an orderly end. */
    static final int STOP = 's';

    private RegistryProcess() {}

    /** Runs the main class named first with the arguments after it. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(RegistryProcess::endWithStarter, "starter-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }

    private static void endWithStarter() {
        int signal;
        try {
            signal = System.in.read();
        } catch (IOException e) {
            signal = -1;
        }
        if (signal == STOP) {
            System.exit(0);
        }
        // The starter is gone and nobody waits; the database keeps every answered write on the disk.
        Runtime.getRuntime().halt(1);
    }
}

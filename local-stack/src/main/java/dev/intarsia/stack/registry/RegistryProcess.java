package dev.intarsia.stack.registry;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The child's main class: runs the registry while its parent process lives. The parent holds the other end of standard
 * input, which the system closes when the parent ends, however it ends. Uses only the JDK, because no other class of
 * this project is on the child's class path.
 */
public final class RegistryProcess {
    /** What the starter writes to ask for an orderly end. */
    static final int STOP = 's';

    private RegistryProcess() {}

    /** Runs the main class named first. A second argument names where an orderly end leaves the loaded classes. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(() -> endWithStarter(args), "starter-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }

    private static void endWithStarter(String[] args) {
        int signal;
        try {
            signal = System.in.read();
        } catch (IOException e) {
            signal = -1;
        }
        if (signal != STOP) {
            // The starter is gone and nobody waits; the database keeps every answered write on the disk.
            Runtime.getRuntime().halt(1);
        }
        if (args.length > 1) {
            leaveClasses(args[1]);
        }
        System.exit(0);
    }

    /** The JVM could do so by itself at its end, but would then do it also where nobody waits any more. */
    private static void leaveClasses(String archive) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmCds",
                            new Object[] {new String[] {"dynamic_dump", archive}},
                            new String[] {String[].class.getName()});
        } catch (JMException | RuntimeException e) {
            System.err.println("No archive of classes was left, so the next start takes longer: " + e);
        }
    }
}

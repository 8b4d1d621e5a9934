package dev.intarsia.trainer.connect;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What tells a trainer from the others where no name was given. */
public final class InstanceName {
    private InstanceName() {}

    /**
     * The host's name, which in a container or a pod is the instance's own.
     *
     * @throws IllegalStateException where the host does not know it
     */
    public static String ofHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("This host does not know its name; set kafka.instance.", e);
        }
    }
}

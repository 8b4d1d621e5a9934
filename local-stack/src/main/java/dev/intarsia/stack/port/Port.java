package dev.intarsia.stack.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a server listens on this machine's loopback address.
 *
 * @param number the port, or 0 for any free one
 * @param setting the setting that chooses it, for errors
 */
public record Port(int number, String setting) {
    /** The address everything of the local stack listens on. */
    public static final String HOST = "127.0.0.1";

    /** Free ports are taken from below those that systems give to outgoing connections, which could take them first. */
    private static final int FREE_FROM = 16_384;

    private static final int FREE_TO = 32_768;
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    public Port {
        if (number < 0 || number > 65535) {
            throw new IllegalArgumentException(setting + " is " + number + "; a port is a number from 0 to 65535.");
        }
    }

    /** Any free port. */
    public static Port any() {
        return new Port(0, "(any)");
    }

    /**
     * This port, or a free one where it is 0. Waits a moment for a server of an earlier run that is just ending.
     *
     * @throws PortInUseException where another program listens on it
     */
    public int claim() {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            int candidate = number == 0 ? ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO) : number;
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate));
                return candidate;
            } catch (IOException taken) {
                if (System.nanoTime() > giveUp) {
                    throw new PortInUseException(this, taken);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while waiting for a port", e));
        }
    }
}

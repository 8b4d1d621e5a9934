package dev.intarsia.tests.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A way to a server that is shut at first: until it is opened, connections are refused. */
final class Gate implements AutoCloseable {
    private final URI behind;
    private final int port;
    private volatile ServerSocket open;

    Gate(URI behind) throws IOException {
        this.behind = behind;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    /** The server's address by way of the gate. */
    String url() {
        return "http://127.0.0.1:" + port + behind.getPath();
    }

    void open() throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        open = server;
        daemon(this::accept);
    }

    private void accept() {
        while (!open.isClosed()) {
            try {
                Socket inside = open.accept();
                Socket outside = new Socket(behind.getHost(), behind.getPort());
                daemon(() -> copy(inside, outside));
                daemon(() -> copy(outside, inside));
            } catch (IOException e) {
                if (!open.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // One side has closed its connection; the other is closed with it.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "gate");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}

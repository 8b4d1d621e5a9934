package dev.intarsia.stack.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Many connections at once. */
final class Crowd implements AutoCloseable {
    private final List<RawConnection> connections = new ArrayList<>();
    private int refused;

    /** Opens connections that all say the same; one that is refused or closed counts as much. */
    static Crowd of(AttackTarget target, String beginning) {
        Crowd crowd = new Crowd();
        for (int i = 0; i < target.connections(); i++) {
            crowd.join(target, beginning);
        }
        return crowd;
    }

    private void join(AttackTarget target, String beginning) {
        try {
            RawConnection connection = target.connect();
            connections.add(connection);
            connection.send(beginning);
        } catch (IOException e) {
            refused++;
        }
    }

    /** Says a little more on all of them, once a second, and looks after others meanwhile. */
    String trickle(String bytes, Duration duration, UsualRequest others) {
        long end = System.nanoTime() + duration.toNanos();
        String problem = others.problem();
        while (problem.isEmpty() && System.nanoTime() < end) {
            for (RawConnection connection : connections) {
                try {
                    connection.send(bytes);
                } catch (IOException e) {
                    refused++;
                }
            }
            pause();
            problem = others.problem();
        }
        return problem;
    }

    List<RawConnection> connections() {
        return List.copyOf(connections);
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        connections.forEach(RawConnection::close);
    }

    @Override
    public String toString() {
        return connections.size() + " connections" + (refused == 0 ? "" : ", some closed by the server");
    }
}

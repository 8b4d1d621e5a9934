package dev.intarsia.stack.broker;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka takes its process down where its disk fails; inside a larger program that needs saying first. */
final class ShutdownMessage {
    private static final Logger log = LoggerFactory.getLogger(ShutdownMessage.class);

    private ShutdownMessage() {}

    /** Has Kafka say why before it ends this JVM. */
    static void arrange() {
        Exit.setHaltProcedure((status, message) -> {
            log.error(
                    "The broker ended itself and with it this program (status {}{}). The errors logged before this say"
                            + " why; most often its disk is full or failed.",
                    status,
                    message == null ? "" : ", " + message);
            Runtime.getRuntime().halt(status);
        });
    }
}

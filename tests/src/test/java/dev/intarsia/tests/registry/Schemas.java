package dev.intarsia.tests.registry;

import dev.intarsia.schemas.topic.Topics;
import java.util.UUID;

/** Catalogues that no other test knows. */
final class Schemas {
    private Schemas() {}

    static Topics fresh() {
        return Topics.of("schemas-" + UUID.randomUUID() + ".", 1);
    }
}

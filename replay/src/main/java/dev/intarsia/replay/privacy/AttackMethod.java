package dev.intarsia.replay.privacy;

/** How an attacker scores an event. */
enum AttackMethod {
    LOSS("loss"),
    CALIBRATED("loss below the base model's"),
    LIRA("LiRA"),
    INNER_PRODUCT("inner product"),
    LEAST_SQUARES("least squares");

    private final String text;

    AttackMethod(String text) {
        this.text = text;
    }

    /** As reports name it. */
    String text() {
        return text;
    }
}

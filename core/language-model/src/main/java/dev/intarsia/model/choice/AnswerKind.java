package dev.intarsia.model.choice;

/** What may answer a user. */
public enum AnswerKind {
    /** What was trained on the user's events: an own adapter, or a residual with what is assembled beneath. */
    TRAINED,
    /** What is composed from sharers' pieces. */
    ASSEMBLED,
    /** The base model, which is always there. */
    BASE
}

package dev.intarsia.gateway.answer;

/** Whom an answer was given to, and to which question. */
public record KeptAnswer(String user, TaskQuestion question) {
    /** What an entry takes besides its texts. */
    private static final int ENTRY_BYTES = 256;

    private static final int FIELD_BYTES = 96;

    /** About how many bytes of memory it takes under this id. */
    long bytes(String id) {
        long chars = (long) id.length() + user.length() + question.task().length();
        for (var field : question.input().entrySet()) {
            chars += field.getKey().length() + field.getValue().length();
        }
        return ENTRY_BYTES + (long) FIELD_BYTES * question.input().size() + Character.BYTES * chars;
    }
}

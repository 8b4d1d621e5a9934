package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.update.LoadLevel;

/**
 * Where a row of versions goes on otherwise than before: this version was made at this level when the user had so many
 * events. The versions after it follow at the same level, each at the {@link LoadLevel#dues}-th update that fell due, up to
 * the next run.
 *
 * @param seen how many events the version has seen
 */
public record UpdateRun(long version, long seen, LoadLevel level) {
    public UpdateRun {
        requireNonNull(level);
    }
}

package dev.intarsia.pieces.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.module.ModuleId;

/**
 * Names a piece, whatever its version.
 *
 * @param sharer the user who shares it
 * @param module where it acts
 */
public record PieceId(String sharer, ModuleId module) {
    public PieceId {
        requireNonNull(sharer, "sharer");
        requireNonNull(module, "module");
    }
}

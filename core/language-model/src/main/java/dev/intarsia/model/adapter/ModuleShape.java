package dev.intarsia.model.adapter;

import dev.intarsia.pieces.module.ModuleId;

/**
 * One module of a layout.
 *
 * @param inputs d_in of its linear map
 * @param outputs d_out of its linear map
 */
public record ModuleShape(ModuleId id, int inputs, int outputs) {}

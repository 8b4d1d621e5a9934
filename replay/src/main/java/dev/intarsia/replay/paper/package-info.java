/**
 * Per-Pcs as its paper has it (Personalized Pieces, arXiv 2406.10471), for a replay to compare with: activation gates,
 * and adapters fitted together layer by layer over the user's recent history. Nothing here streams.
 */
@NullMarked
package dev.intarsia.replay.paper;

import org.jspecify.annotations.NullMarked;

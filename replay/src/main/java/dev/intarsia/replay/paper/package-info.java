/**
 * Per-Pcs as published (Personalized Pieces, arXiv 2406.10471), as a reference method: activation gates, and adapters
 * assembled layer by layer over the user's recent history. It recomputes from the history and does not work on a
 * stream.
 */
@NullMarked
package dev.intarsia.replay.paper;

import org.jspecify.annotations.NullMarked;

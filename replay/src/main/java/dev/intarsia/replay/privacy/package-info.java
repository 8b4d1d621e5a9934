/**
 * Measures membership inference: what those who see published pieces, assembled adapters or signatures can tell of single
 * events, and what lowers that at what cost.
 */
@NullMarked
package dev.intarsia.replay.privacy;

import org.jspecify.annotations.NullMarked;

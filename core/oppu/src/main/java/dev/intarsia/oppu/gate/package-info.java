/**
 * Gates of sharers' pieces, of either kind: sketched from the weights, or trained on the sharer's own history. A gate
 * depends on the sharer, the adapter and its history alone, and so not on batches, restarts or other sharers.
 */
@NullMarked
package dev.intarsia.oppu.gate;

import org.jspecify.annotations.NullMarked;

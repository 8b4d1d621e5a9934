/**
 * Brings an adapter that a user took away back, as the next version of the user's own adapter, while no trainer runs. The next
 * trainer finds it as it finds what an earlier trainer wrote, and goes on from it.
 */
@NullMarked
package dev.intarsia.trainer.imports;

import org.jspecify.annotations.NullMarked;

/** Adapters assembled from sharers' pieces, wherever these come from. */
@NullMarked
package dev.intarsia.model.compose;

import org.jspecify.annotations.NullMarked;

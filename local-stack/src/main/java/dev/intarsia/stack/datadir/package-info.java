/**
 * Data directories of the local stack's servers. One process at a time holds a directory, and a problem with it is
 * reported before a server starts.
 */
@NullMarked
package dev.intarsia.stack.datadir;

import org.jspecify.annotations.NullMarked;

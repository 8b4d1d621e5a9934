/**
 * Folders that servers of the stack keep their data in.
 * One process at a time holds a folder; what is wrong with a folder is said before a server trips over it.
 */
@NullMarked
package dev.intarsia.stack.datadir;

import org.jspecify.annotations.NullMarked;

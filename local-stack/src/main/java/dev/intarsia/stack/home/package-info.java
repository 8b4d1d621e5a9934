/** Where this installation keeps its model, its sample stream and its registry, and where a run may write. */
@NullMarked
package dev.intarsia.stack.home;

import org.jspecify.annotations.NullMarked;

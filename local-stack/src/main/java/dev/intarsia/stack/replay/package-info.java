/** How a replay shows itself on a terminal, and how its settings are named in reports. The replay itself prints nothing. */
@NullMarked
package dev.intarsia.stack.replay;

import org.jspecify.annotations.NullMarked;

/** Who is in quarantine, as the topics say it. */
@NullMarked
package dev.intarsia.stack.quarantine;

import org.jspecify.annotations.NullMarked;

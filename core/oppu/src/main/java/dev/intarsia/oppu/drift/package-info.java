/** Tells when what a user does is no longer what their adapter learned. */
@NullMarked
package dev.intarsia.oppu.drift;

import org.jspecify.annotations.NullMarked;

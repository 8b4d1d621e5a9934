/** A user's adapter on the way out of a gateway and back into the topics. */
@NullMarked
package dev.intarsia.stack.adapter;

import org.jspecify.annotations.NullMarked;

/** A broker, a registry and the four services as one object, wired as they would be on their own. */
@NullMarked
package dev.intarsia.stack.services;

import org.jspecify.annotations.NullMarked;

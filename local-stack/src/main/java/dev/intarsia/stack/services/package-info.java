/**
 * A broker, a registry and the four services as one object. The services are connected as they would be in separate
 * processes.
 */
@NullMarked
package dev.intarsia.stack.services;

import org.jspecify.annotations.NullMarked;

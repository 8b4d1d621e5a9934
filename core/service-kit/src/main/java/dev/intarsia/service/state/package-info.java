/**
 * A service's state directory on disk. A lock guarantees that only one process uses a directory at a time.
 */
@NullMarked
package dev.intarsia.service.state;

import org.jspecify.annotations.NullMarked;

/** What a service keeps on disk, and that no two processes keep it at once. */
@NullMarked
package dev.intarsia.service.state;

import org.jspecify.annotations.NullMarked;

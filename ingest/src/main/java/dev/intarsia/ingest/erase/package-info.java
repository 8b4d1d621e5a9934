/** Receipts of erasures, and what has become of them. */
@NullMarked
package dev.intarsia.ingest.erase;

import org.jspecify.annotations.NullMarked;

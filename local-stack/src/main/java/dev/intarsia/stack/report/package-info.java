/**
 * What a run found, as data and as one HTML page that needs nothing else. The page draws only what the data says.
 */
@NullMarked
package dev.intarsia.stack.report;

import org.jspecify.annotations.NullMarked;

/**
 * The results of a run, as data and as one self-contained HTML page. The page shows only what the data contains.
 */
@NullMarked
package dev.intarsia.stack.report;

import org.jspecify.annotations.NullMarked;

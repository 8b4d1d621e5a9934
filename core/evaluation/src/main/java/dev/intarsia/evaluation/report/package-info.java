/**
 * The report of a replay, as JSON and as one HTML page. The page embeds everything it needs and makes no network
 * request.
 */
@NullMarked
package dev.intarsia.evaluation.report;

import org.jspecify.annotations.NullMarked;

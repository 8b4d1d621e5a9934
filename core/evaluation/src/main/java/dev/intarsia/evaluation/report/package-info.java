/**
 * What a replay found, as data for programs and as one page for people. The page holds everything it needs and asks no
 * network for anything.
 */
@NullMarked
package dev.intarsia.evaluation.report;

import org.jspecify.annotations.NullMarked;

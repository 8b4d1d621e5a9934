/** What a run of the services adds to its report: figures of the services and the machine, on the page and in a table. */
@NullMarked
package dev.intarsia.stack.report;

import org.jspecify.annotations.NullMarked;

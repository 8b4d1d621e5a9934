/**
 * The assembler as a service: built from its settings, started and closed. It fits shared pieces together for every user
 * and elects who shares; it loads no model.
 */
@NullMarked
package dev.intarsia.assembler;

import org.jspecify.annotations.NullMarked;

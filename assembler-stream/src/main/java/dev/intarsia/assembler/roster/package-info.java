/**
 * Elects whose adapters become pieces. A consenting user becomes a candidate with enough history; seats change hands
 * seldom, since each change costs a withdrawal and a recomputation of everybody.
 */
@NullMarked
package dev.intarsia.assembler.roster;

import org.jspecify.annotations.NullMarked;

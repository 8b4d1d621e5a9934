/**
 * The election of the users whose adapters become pieces. Consenting users with enough history are candidates; seats
 * change seldom, because each change costs a withdrawal and a recomputation for every user.
 */
@NullMarked
package dev.intarsia.assembler.roster;

import org.jspecify.annotations.NullMarked;

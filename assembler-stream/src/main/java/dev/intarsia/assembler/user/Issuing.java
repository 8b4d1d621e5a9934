package dev.intarsia.assembler.user;

import dev.intarsia.assembler.output.Output;
import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.schemas.avro.AssignmentCause;

/**
 * A user's next assignment, and the state that remembers it.
 *
 * @param state to be stored
 * @param assigned to be sent
 */
record Issuing(AssemblerUserState state, Output.Assigned assigned) {
    static Issuing of(String user, AssemblerUserState state, Assembler assembler, AssignmentCause cause) {
        Assembly assembly = assembler.assemble(state.behavior().signature());
        Issued issued = new Issued(state.issued().version() + 1, assembly.poolVersion());
        return new Issuing(
                state.with(issued),
                new Output.Assigned(Assignments.of(user, issued.version(), state.behavior(), assembly, cause)));
    }
}

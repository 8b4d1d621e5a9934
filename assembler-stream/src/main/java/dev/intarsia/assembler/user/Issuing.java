package dev.intarsia.assembler.user;

import dev.intarsia.assembler.output.Output;
import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.topic.WithdrawalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a user needs another assignment: the first one, one in place of pieces that are gone or of another base
 * model, or one that is predicted to gain more than the present one by at least a margin.
 *
 * @param margin in nats an event
 */
record Issuing(LivePool live, double margin) {
    /**
     * A user's next assignment, and the state that remembers it.
     *
     * @param state to be stored
     * @param assigned to be sent
     */
    record Issue(AssemblerUserState state, Output.Assigned assigned) {}

    /**
     * The next assignment; nothing where the present one, or none, is good enough.
     *
     * @param trigger why the user is looked at: {@code HISTORY} or {@code POOL}
     */
    Optional<Issue> next(String user, AssemblerUserState state, AssignmentCause trigger, Instant now) {
        Assembler assembler = live.assembler();
        PiecePool pool = assembler.pool();
        Issued issued = state.issued();
        SignatureSum signature = state.behavior().baseModel().equals(pool.baseModel())
                ? state.behavior().signature()
                : SignatureSum.empty();
        boolean otherBase = issued.version() > 0
                && !issued.baseModel().isEmpty()
                && !issued.baseModel().equals(pool.baseModel());
        List<PieceId> gone = gone(issued, pool);
        if (otherBase) {
            return Optional.of(issue(user, state, assembler.assemble(signature), AssignmentCause.BASE_MODEL, now));
        }
        if (signature.events() == 0 && issued.size() > 0) {
            return Optional.of(issue(user, state, assembler.assemble(signature), trigger, now));
        }
        if (!gone.isEmpty()) {
            return Optional.of(issue(user, state, assembler.assemble(signature), cause(gone), now));
        }
        Optional<Assembly> better = issued.version() == 0
                ? Optional.of(assembler.assemble(signature))
                        .filter(first -> !first.modules().isEmpty())
                : assembler.better(signature, issued.weights(), margin);
        return better.map(assembly -> issue(
                user,
                state,
                assembly,
                trigger == AssignmentCause.POOL && isReplaced(issued, pool) ? AssignmentCause.VERSION : trigger,
                now));
    }

    private static List<PieceId> gone(Issued issued, PiecePool pool) {
        List<PieceId> gone = new ArrayList<>();
        issued.modules().forEach((module, pieces) -> {
            ModulePool present = pool.modules().get(module);
            for (IssuedPiece piece : pieces) {
                if (present == null || present.find(piece.sharer()).isEmpty()) {
                    gone.add(new PieceId(piece.sharer(), module));
                }
            }
        });
        return gone;
    }

    private static boolean isReplaced(Issued issued, PiecePool pool) {
        return issued.modules().entrySet().stream()
                .anyMatch(module -> module.getValue().stream()
                        .anyMatch(piece -> find(pool, module.getKey(), piece.sharer())
                                .filter(now -> now.version() != piece.version())
                                .isPresent()));
    }

    private static Optional<PieceGate> find(PiecePool pool, ModuleId module, String sharer) {
        ModulePool pieces = pool.modules().get(module);
        return pieces == null ? Optional.empty() : pieces.find(sharer);
    }

    private AssignmentCause cause(List<PieceId> gone) {
        boolean demoted = gone.stream().allMatch(id -> live.reason(id) == WithdrawalReason.DEMOTED);
        return demoted ? AssignmentCause.DEMOTED : AssignmentCause.WITHDRAWN;
    }

    private Issue issue(String user, AssemblerUserState state, Assembly assembly, AssignmentCause cause, Instant now) {
        Issued before = state.issued();
        Issued after =
                Assignments.remembered(before, assembly, live.assembler().pool().baseModel(), now);
        double keeping = live.assembler().gain(state.behavior().signature(), before.weights());
        return new Issue(
                state.with(after),
                new Output.Assigned(
                        Assignments.of(user, state.behavior(), before, after, assembly, keeping, cause, now)));
    }
}

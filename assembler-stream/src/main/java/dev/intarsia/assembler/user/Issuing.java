package dev.intarsia.assembler.user;

import dev.intarsia.assembler.output.Output;
import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.ScoredSignature;
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
 * Decides whether a user needs another assignment: the first one, one in place of pieces that are gone, are not known or
 * are of another base model, or one that is predicted to gain more than the present one by at least a margin.
 *
 * @param margin in nats an event; with 0, whenever it differs at all
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
        ScoredSignature scored = assembler.score(signature);
        Look look = new Look(user, state, pool.baseModel(), signature.events(), scored.gain(issued.modules()), now);
        if (issued.version() == 0) {
            Assembly first = scored.assemble();
            return first.modules().isEmpty() ? Optional.empty() : Optional.of(look.issue(first, trigger));
        }
        Optional<AssignmentCause> necessary = necessary(issued, assembler, signature, trigger);
        if (necessary.isPresent()) {
            return Optional.of(look.issue(scored.assemble(), necessary.get()));
        }
        return better(issued, assembler, scored, look.present())
                .map(better -> look.issue(
                        better,
                        trigger == AssignmentCause.POOL && isReplaced(issued, pool)
                                ? AssignmentCause.VERSION
                                : trigger));
    }

    private Optional<Assembly> better(Issued issued, Assembler assembler, ScoredSignature scored, double present) {
        if (live.isBlind(assembler)) {
            return Optional.empty();
        }
        return margin > 0
                ? scored.better(present, margin)
                : Optional.of(scored.assemble()).filter(assembly -> !issued.isOf(assembly));
    }

    /** Why the present assignment cannot stay, whatever another one gains. */
    private Optional<AssignmentCause> necessary(
            Issued issued, Assembler assembler, SignatureSum signature, AssignmentCause trigger) {
        PiecePool pool = assembler.pool();
        boolean unknown = issued.baseModel().isEmpty();
        if (!unknown && !issued.baseModel().equals(pool.baseModel())) {
            return Optional.of(AssignmentCause.BASE_MODEL);
        }
        boolean asItWas = trigger == AssignmentCause.POOL && issued.poolVersion() == pool.version();
        if (unknown && !asItWas && !live.isBlind(assembler) || signature.events() == 0 && issued.size() > 0) {
            return Optional.of(trigger);
        }
        List<PieceId> gone = gone(issued, pool);
        return gone.isEmpty() ? Optional.empty() : Optional.of(cause(gone));
    }

    private static List<PieceId> gone(Issued issued, PiecePool pool) {
        List<PieceId> gone = new ArrayList<>();
        if (issued.poolVersion() == pool.version()) {
            return gone;
        }
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

    /**
     * What is issued to one user, if anything.
     *
     * @param events how many the user's signature holds
     * @param present what the assignment in force gains
     */
    private record Look(
            String user, AssemblerUserState state, String baseModel, long events, double present, Instant now) {
        Issue issue(Assembly assembly, AssignmentCause cause) {
            Issued before = state.issued();
            Successor after = Successor.of(before, assembly, baseModel, now);
            return new Issue(
                    state.with(after.issued()),
                    new Output.Assigned(Assignments.of(
                            user, state.behavior(), events, before, after, assembly, present, cause, now)));
        }
    }
}

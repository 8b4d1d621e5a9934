package dev.intarsia.assembler.user;

import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.module.ModuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The last assignment a user was given.
 *
 * @param version its number, from 1; 0 before the first
 * @param poolVersion the pool it was computed from
 * @param baseModel fingerprint of the pool's base model; empty where it was not recorded
 * @param modules its pieces, sorted by sharer
 */
public record Issued(long version, long poolVersion, String baseModel, SortedMap<ModuleId, List<IssuedPiece>> modules) {
    public static final Issued NONE = new Issued(0, 0, "", new TreeMap<>());

    public Issued {
        SortedMap<ModuleId, List<IssuedPiece>> copy = new TreeMap<>();
        modules.forEach((module, pieces) -> copy.put(module, List.copyOf(pieces)));
        modules = Collections.unmodifiableSortedMap(copy);
    }

    /** Whether these are the pieces, their versions and their weights. */
    boolean isOf(Assembly assembly) {
        SortedMap<ModuleId, List<IssuedPiece>> others = new TreeMap<>();
        assembly.modules()
                .forEach(module -> others.put(
                        module.module(),
                        module.pieces().stream()
                                .map(piece -> new IssuedPiece(
                                        piece.sharer(),
                                        piece.version(),
                                        piece.weight(),
                                        find(module.module(), piece.sharer())
                                                .map(IssuedPiece::since)
                                                .orElse(Instant.EPOCH)))
                                .toList()));
        return modules.equals(others);
    }

    Optional<IssuedPiece> find(ModuleId module, String sharer) {
        for (IssuedPiece piece : modules.getOrDefault(module, List.of())) {
            if (piece.sharer().equals(sharer)) {
                return Optional.of(piece);
            }
        }
        return Optional.empty();
    }

    /** Whose pieces these are; some more than once. */
    List<String> sharers() {
        List<String> sharers = new ArrayList<>(size());
        for (List<IssuedPiece> pieces : modules.values()) {
            for (IssuedPiece piece : pieces) {
                sharers.add(piece.sharer());
            }
        }
        return sharers;
    }

    int size() {
        return modules.values().stream().mapToInt(List::size).sum();
    }
}

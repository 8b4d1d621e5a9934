package dev.intarsia.pieces.pool;

import static java.util.Collections.emptySortedMap;
import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.pieces.module.ModuleId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All pieces of one base model and gate kind.
 *
 * <p>Immutable and safe to share between threads. Two pools of the same pieces are the same pool and have the same
 * version, in whatever order the pieces came and in whichever process.
 */
public final class PiecePool {
    /** Hexadecimal digits, 52 bits: a version stays exact where numbers are doubles, as in browsers. */
    private static final int VERSION_DIGITS = 13;

    private final String baseModel;
    private final GateKind kind;
    private final SortedMap<ModuleId, SortedMap<String, PieceGate>> pieces;
    private final SortedMap<ModuleId, ModulePool> modules;
    private final long version;

    private PiecePool(
            String baseModel,
            GateKind kind,
            SortedMap<ModuleId, SortedMap<String, PieceGate>> pieces,
            SortedMap<ModuleId, ModulePool> modules) {
        this.baseModel = requireNonNull(baseModel, "baseModel");
        this.kind = requireNonNull(kind, "kind");
        this.pieces = pieces;
        this.modules = unmodifiableSortedMap(modules);
        this.version = version(modules.values());
    }

    /** A pool nobody shares in yet. */
    public static PiecePool empty(String baseModel, GateKind kind) {
        return new PiecePool(baseModel, kind, new TreeMap<>(), new TreeMap<>());
    }

    /** Whether the piece may join: of this pool's base model and gate kind, with a finite gate. */
    public boolean accepts(PieceGate piece) {
        return piece.baseModel().equals(baseModel) && piece.kind() == kind && piece.sound();
    }

    /**
     * This pool after a change; this very pool when nothing changed. An arrived piece takes the place of the sharer's
     * earlier one at that module; one the pool does not accept takes the earlier one away. Modules without a change are
     * shared with this pool.
     *
     * <p>Where gates of several lengths meet at one module, those of the most frequent length stay; of equally frequent
     * ones, the longest.
     *
     * @param arrived new pieces and new versions; no two of one id
     * @param withdrawn pieces to be taken out; those not here are passed over
     */
    public PiecePool with(Collection<PieceGate> arrived, Collection<PieceId> withdrawn) {
        SortedMap<ModuleId, SortedMap<String, PieceGate>> touched = new TreeMap<>();
        for (PieceGate piece : arrived) {
            SortedMap<String, PieceGate> sharers =
                    touched.computeIfAbsent(piece.module(), module -> new TreeMap<>(at(module)));
            if (accepts(piece)) {
                sharers.put(piece.sharer(), piece);
            } else {
                sharers.remove(piece.sharer());
            }
        }
        for (PieceId id : withdrawn) {
            touched.computeIfAbsent(id.module(), module -> new TreeMap<>(at(module)))
                    .remove(id.sharer());
        }
        touched.entrySet().removeIf(entry -> entry.getValue().equals(at(entry.getKey())));
        return touched.isEmpty() ? this : replacing(touched);
    }

    private PiecePool replacing(SortedMap<ModuleId, SortedMap<String, PieceGate>> touched) {
        SortedMap<ModuleId, SortedMap<String, PieceGate>> nextPieces = new TreeMap<>(pieces);
        SortedMap<ModuleId, ModulePool> nextModules = new TreeMap<>(modules);
        touched.forEach((module, sharers) -> {
            if (sharers.isEmpty()) {
                nextPieces.remove(module);
                nextModules.remove(module);
            } else {
                nextPieces.put(module, sharers);
                nextModules.put(module, new ModulePool(module, ofOneLength(sharers.values())));
            }
        });
        return new PiecePool(baseModel, kind, nextPieces, nextModules);
    }

    private SortedMap<String, PieceGate> at(ModuleId module) {
        return pieces.getOrDefault(module, emptySortedMap());
    }

    private static List<PieceGate> ofOneLength(Collection<PieceGate> pieces) {
        Map<Integer, Long> frequency = pieces.stream().collect(groupingBy(PieceGate::length, counting()));
        int length = frequency.keySet().stream()
                .max(Comparator.<Integer, Long>comparing(frequency::get).thenComparing(naturalOrder()))
                .orElseThrow();
        return pieces.stream().filter(piece -> piece.length() == length).toList();
    }

    private static long version(Collection<ModulePool> modules) {
        Sha256 digest = new Sha256();
        for (ModulePool module : modules) {
            digest.text(module.module().text()).number((long) module.size());
            module.pieces()
                    .forEach(piece ->
                            digest.text(piece.sharer()).number(piece.version()).text(piece.digest()));
        }
        return Long.parseLong(digest.hex().substring(0, VERSION_DIGITS), 16);
    }

    /** Fingerprint of the base model. */
    public String baseModel() {
        return baseModel;
    }

    /** Which signatures the pool's gates can be compared with. */
    public GateKind kind() {
        return kind;
    }

    /** Names the pool's content: a number of 52 bits from the digest of all ids, versions and digests. */
    public long version() {
        return version;
    }

    /** The modules that have pieces, in layout order. */
    public SortedMap<ModuleId, ModulePool> modules() {
        return modules;
    }

    /** Everybody with a piece in the pool. */
    public SortedSet<String> sharers() {
        SortedSet<String> sharers = new TreeSet<>();
        modules.values().forEach(module -> module.pieces().forEach(piece -> sharers.add(piece.sharer())));
        return sharers;
    }

    /** How many pieces there are, over all modules. */
    public int size() {
        return modules.values().stream().mapToInt(ModulePool::size).sum();
    }
}

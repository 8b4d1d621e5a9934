package dev.intarsia.model.adapter;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which modules an adapter touches and how its numbers are laid out, module by module. All are what training has added:
 * where it begins they are zero, but for an A of one's own.
 *
 * <ul>
 *   <li>LoRA (Hu et al. 2021): {@code y = W0 x + (alpha / rank) B A x}. B, d_out × r, row-major, and where A is the user's
 *       own, then A, r × d_in.
 *   <li>(IA)³ (Liu et al. 2022): {@code y = (1 + l) W0 x} at k and v, d_out numbers each, {@code y = W0 ((1 + l) x)} at down,
 *       d_in numbers.
 *   <li>Prompt tuning (Lester et al. 2021): one module, {@code 0.prompt}, of r virtual tokens × hidden size, row-major; added
 *       to {@link FirstPrompt}.
 * </ul>
 *
 * @param form what the numbers are
 * @param rank r: of a prompt how many virtual tokens it has, of (IA)³ 1
 * @param alpha the product B A is scaled by {@code alpha / rank}; otherwise the same as rank
 * @param modules in layout order, each once
 */
public record AdapterLayout(AdapterCodec form, int rank, double alpha, List<ModuleShape> modules) {
    /** What (IA)³ changes in every layer. */
    private static final Set<Projection> IA3_MODULES = Set.of(Projection.K, Projection.V, Projection.DOWN);

    public AdapterLayout {
        requireNonNull(form, "form");
        modules = List.copyOf(modules);
        if (rank < 1 || !(alpha > 0) || modules.isEmpty()) {
            throw new IllegalArgumentException("An adapter layout needs a rank of at least 1, an alpha above 0 and at "
                    + "least one module, not rank " + rank + ", alpha " + alpha + " and " + modules.size()
                    + " modules.");
        }
        for (int i = 1; i < modules.size(); i++) {
            if (modules.get(i - 1).id().compareTo(modules.get(i).id()) >= 0) {
                throw new IllegalArgumentException("Modules of a layout are sorted and distinct, but "
                        + modules.get(i - 1).id() + " stands before "
                        + modules.get(i).id() + ".");
            }
        }
    }

    /** A layout of adapters whose A is shared. */
    public AdapterLayout(int rank, double alpha, List<ModuleShape> modules) {
        this(AdapterCodec.SHARED_A, rank, alpha, modules);
    }

    /** The layout over the given projections of every layer, with a shared A. */
    public static AdapterLayout of(ModelConfig config, int rank, double alpha, Set<Projection> projections) {
        List<ModuleShape> modules = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            for (Projection projection : Projection.linear()) {
                if (projections.contains(projection)) {
                    modules.add(shape(config, layer, projection));
                }
            }
        }
        return new AdapterLayout(rank, alpha, modules);
    }

    /**
     * The layout of adapters of any form for a base model.
     *
     * @param rank of LoRA, or how many virtual tokens; (IA)³ has none
     * @param alpha of LoRA
     * @param projections of LoRA; (IA)³ has k, v and down
     */
    public static AdapterLayout of(
            ModelConfig config, AdapterCodec form, int rank, double alpha, Set<Projection> projections) {
        return switch (form) {
            case SHARED_A, OWN_A -> of(config, rank, alpha, projections).withForm(form);
            case IA3 ->
                new AdapterLayout(form, 1, 1, of(config, 1, 1, IA3_MODULES).modules());
            case PROMPT -> new AdapterLayout(form, rank, rank, List.of(shape(config, 0, Projection.PROMPT)));
        };
    }

    private static ModuleShape shape(ModelConfig config, int layer, Projection projection) {
        return new ModuleShape(new ModuleId(layer, projection), config.inputs(projection), config.outputs(projection));
    }

    public TuningMethod method() {
        return form.method();
    }

    /** How many virtual tokens come before a text's first token. */
    public int virtualTokens() {
        return form == AdapterCodec.PROMPT ? rank : 0;
    }

    /** What B A x is multiplied by. */
    public double scale() {
        return alpha / rank;
    }

    /** The same modules, rank and alpha in another form of LoRA. */
    public AdapterLayout withForm(AdapterCodec other) {
        if (other != form && !(form.isLora() && other.isLora())) {
            throw new IllegalArgumentException(
                    "A layout of " + method().text() + " has no form " + other + "; make a layout for that.");
        }
        return new AdapterLayout(other, rank, alpha, modules);
    }

    /** Length of what an adapter holds at a module. */
    public int size(ModuleShape module) {
        return switch (form) {
            case SHARED_A, PROMPT -> sizeOfB(module);
            case OWN_A -> Math.multiplyExact(Math.addExact(module.outputs(), module.inputs()), rank);
            case IA3 -> module.id().projection() == Projection.DOWN ? module.inputs() : module.outputs();
        };
    }

    /** Length of B at a module, with which a module's numbers begin: d_out × r. */
    public int sizeOfB(ModuleShape module) {
        return Math.multiplyExact(module.outputs(), rank);
    }

    /** Length of a whole adapter. */
    public int size() {
        return modules.stream().mapToInt(this::size).reduce(0, Math::addExact);
    }

    /** Position of each module's numbers in a whole adapter, in layout order. */
    public int offset(ModuleId module) {
        int offset = 0;
        for (ModuleShape shape : modules) {
            if (shape.id().equals(module)) {
                return offset;
            }
            offset += size(shape);
        }
        throw unknown(module);
    }

    /**
     * The shape of one module.
     *
     * @throws IllegalArgumentException when the layout has no such module
     */
    public ModuleShape require(ModuleId module) {
        return modules.stream()
                .filter(shape -> shape.id().equals(module))
                .findFirst()
                .orElseThrow(() -> unknown(module));
    }

    private IllegalArgumentException unknown(ModuleId module) {
        return new IllegalArgumentException("The layout has no module " + module + "; it has "
                + modules.get(0).id() + " to " + modules.get(modules.size() - 1).id() + " (" + modules.size()
                + " modules).");
    }
}

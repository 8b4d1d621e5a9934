package dev.intarsia.model.adapter;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which modules an adapter touches and how its numbers are laid out: the modules in layout order, each as B, d_out × r,
 * row-major, and where A is the user's own, then A, r × d_in. {@code y = W0 x + (alpha / rank) B A x} (LoRA, Hu et al.
 * 2021).
 *
 * @param form which factors belong to the adapter
 * @param rank r
 * @param alpha the product B A is scaled by {@code alpha / rank}
 * @param modules in layout order, each once
 */
public record AdapterLayout(AdapterCodec form, int rank, double alpha, List<ModuleShape> modules) {
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
            for (Projection projection : Projection.values()) {
                if (projections.contains(projection)) {
                    modules.add(new ModuleShape(
                            new ModuleId(layer, projection), config.inputs(projection), config.outputs(projection)));
                }
            }
        }
        return new AdapterLayout(rank, alpha, modules);
    }

    /** What B A x is multiplied by. */
    public double scale() {
        return alpha / rank;
    }

    /** The same modules, rank and alpha in another form. */
    public AdapterLayout withForm(AdapterCodec other) {
        return new AdapterLayout(other, rank, alpha, modules);
    }

    /** Length of what an adapter holds at a module: d_out × r, and r × d_in more where A is its own. */
    public int size(ModuleShape module) {
        int ends = form == AdapterCodec.OWN_A ? Math.addExact(module.outputs(), module.inputs()) : module.outputs();
        return Math.multiplyExact(ends, rank);
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

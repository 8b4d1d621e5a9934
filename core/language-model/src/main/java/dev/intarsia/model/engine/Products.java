package dev.intarsia.model.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * The library that multiplies fp32 matrices. The engine's default library leaves half of the vector width of some
 * makers' processors unused. oneDNN, which comes with the engine, uses all of it; with AVX-512, but not with AVX2, it
 * also gives each row the same bits for any number of rows from two on. It provides no gradients.
 */
enum Products {
    USUAL("    return torch.matmul(x, w)", "torch.matmul(x, torch.t(w))"),
    ONEDNN(
            String.join(
                    "\n",
                    "    if ops.prim.requires_grad(x):",
                    "      y = torch.matmul(x, w)",
                    "    else:",
                    "      y = " + oneDnn("torch.t(w)"),
                    "    return y"),
            oneDnn("w"));

    private final String source;
    private final String back;

    Products(String source, String back) {
        this.source = source;
        this.back = back;
    }

    private static String oneDnn(String matrix) {
        return "ops.mkldnn._linear_pointwise(x, " + matrix
                + ", None, \"none\", annotate(List[Optional[number]], []), \"\")";
    }

    /** The rest of a method whose arguments are x [.., in] and w [in, out]. */
    String source() {
        return source;
    }

    /** The gradient of such a product's x, where x [.., out] is that of the product. */
    String back() {
        return back;
    }

    /** Those that there are where the manager computes, the fastest first; in bf16 all multiply alike. */
    static List<Products> on(NDManager manager, Precision precision) {
        boolean choice = precision == Precision.FP32 && !manager.getDevice().isGpu() && multiplies(manager);
        return choice ? List.of(ONEDNN, USUAL) : List.of(USUAL);
    }

    private static boolean multiplies(NDManager parent) {
        String method =
                "  def product(self: __torch__.Product, x: Tensor, w: Tensor) -> Tensor:\n" + ONEDNN.source + "\n";
        try (NDManager manager = parent.newSubManager();
                Script script = Script.load(manager, "Product", method)) {
            NDArray x = manager.ones(new Shape(2, 2));
            return script.call("product", new NDList(x, x)).get(0).getFloat(1, 1) == 2;
        } catch (EngineException e) {
            return false;
        }
    }
}

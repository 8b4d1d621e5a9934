package dev.intarsia.model.engine;

import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Intel's MKL, which libtorch multiplies with on x86, sums in an order that depends on how many rows a product
 * has. MKL calls the setting conditional numerical reproducibility; it holds for the process and can only be chosen before
 * MKL's first product.
 */
enum SummationOrder {
    /** The same for every number of rows: set here, or by the environment variable {@code MKL_CBWR}. */
    STRICT,
    /** As the number of rows suggests, which is MKL's default: {@code MKL_CBWR} is there and empty. */
    USUAL,
    /** Another one that {@code MKL_CBWR} names. */
    ENVIRONMENT,
    /** As MKL likes: it was in use already when it was asked. */
    REFUSED,
    /** There is no MKL here: another processor or other natives. */
    NO_MKL;

    private static final Logger log = LoggerFactory.getLogger(SummationOrder.class);

    /**
     * Whoever sets it knows why: measuring what the strict mode costs, or what another mode gives. MKL takes a value that
     * it does not know, such as {@code OFF}, for {@code AUTO}.
     */
    private static final String VARIABLE = "MKL_CBWR";

    /** The library that MKL is linked into; it is loaded already, so its name finds it. */
    private static final String LIBRARY = "torch_cpu";

    private static final String SETTER = "mkl_serv_cbwr_set";
    private static final String GETTER = "mkl_serv_cbwr_get";

    /** {@code MKL_CBWR_STRICT}. */
    private static final int STRICT_FLAG = 0x10000;

    /** {@code MKL_CBWR_AUTO | MKL_CBWR_STRICT}: the processor's own instructions, no order of sums by number of rows. */
    private static final int AUTO_STRICT = 2 | STRICT_FLAG;

    /** {@code MKL_CBWR_BRANCH_OFF}. */
    private static final int BRANCH_OFF = 1;

    /** {@code MKL_CBWR_ALL}: asks for the mode with its flags. */
    private static final int ALL = -1;

    /** Chooses it for this process, which has loaded libtorch and multiplied nothing yet. */
    static SummationOrder choose() {
        SummationOrder order = chosen();
        log.info("Order of sums in MKL: {}", order);
        return order;
    }

    private static SummationOrder chosen() {
        try {
            NativeLibrary mkl = NativeLibrary.getInstance(LIBRARY);
            if (System.getenv(VARIABLE) == null && call(mkl, SETTER, AUTO_STRICT) != 0) {
                return REFUSED;
            }
            int mode = call(mkl, GETTER, ALL);
            if ((mode & STRICT_FLAG) != 0) {
                return STRICT;
            }
            return mode == BRANCH_OFF ? USUAL : ENVIRONMENT;
        } catch (UnsatisfiedLinkError e) {
            return NO_MKL;
        }
    }

    private static int call(NativeLibrary mkl, String function, int argument) {
        return mkl.getFunction(function).invokeInt(new Object[] {argument});
    }
}

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
    /** The same for every number of rows: set here. */
    STRICT,
    /** As the environment variable {@code MKL_CBWR} says. */
    ENVIRONMENT,
    /** As MKL likes: it was in use already when it was asked. */
    REFUSED,
    /** There is no MKL here: another processor or other natives. */
    NO_MKL;

    private static final Logger log = LoggerFactory.getLogger(SummationOrder.class);

    /** Whoever sets it knows why: measuring what the strict mode costs, or what another mode gives. */
    private static final String VARIABLE = "MKL_CBWR";

    /** The library that MKL is linked into; it is loaded already, so its name finds it. */
    private static final String LIBRARY = "torch_cpu";

    private static final String SETTER = "mkl_serv_cbwr_set";

    /** {@code MKL_CBWR_AUTO | MKL_CBWR_STRICT}: the processor's own instructions, no order of sums by number of rows. */
    private static final int AUTO_STRICT = 2 | 0x10000;

    /** Chooses it for this process, which has loaded libtorch and multiplied nothing yet. */
    static SummationOrder choose() {
        SummationOrder order = System.getenv(VARIABLE) != null ? ENVIRONMENT : set();
        log.info("Order of sums in MKL: {}", order);
        return order;
    }

    private static SummationOrder set() {
        try {
            int status = NativeLibrary.getInstance(LIBRARY).getFunction(SETTER).invokeInt(new Object[] {AUTO_STRICT});
            return status == 0 ? STRICT : REFUSED;
        } catch (UnsatisfiedLinkError e) {
            return NO_MKL;
        }
    }
}

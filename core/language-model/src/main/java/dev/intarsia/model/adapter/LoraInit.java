package dev.intarsia.model.adapter;

import java.util.SplittableRandom;

/** The A that training begins with where it belongs to the user. */
final class LoraInit {
    /** Part of the seed: another way of drawing must be another name. */
    private static final String SCHEME = "intarsia/first-a/1";

    private LoraInit() {}

    static AdapterValues draw(AdapterLayout layout, long seed) {
        float[] values = new float[layout.size()];
        int offset = 0;
        for (ModuleShape module : layout.modules()) {
            SplittableRandom random = new SplittableRandom(
                    SharedA.seed(SCHEME + "\n" + seed + "\n" + module.id().text()));
            double bound = 1 / Math.sqrt(module.inputs());
            int end = offset + layout.size(module);
            for (int i = offset + layout.sizeOfB(module); i < end; i++) {
                values[i] = (float) (bound * (2 * SharedA.unit(random) - 1));
            }
            offset = end;
        }
        return AdapterValues.of(layout, values);
    }
}

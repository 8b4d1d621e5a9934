package dev.intarsia.model.engine;

/** A GPU is asked for where the engine finds none. */
public final class NoGpuException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NoGpuException(DeviceChoice.Found found) {
        super("The model is to run on a GPU (device gpu), but " + found.engine() + ", with natives in "
                + found.natives() + " built " + (found.cuda() ? "with" : "without") + " CUDA, finds "
                + found.gpus()
                + " GPUs and only the processor; set the device to cpu or auto, or give the engine natives "
                + "with CUDA, a driver and a CUDA runtime, as docs/model.md says under GPU.");
    }
}

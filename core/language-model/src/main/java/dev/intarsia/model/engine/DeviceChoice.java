package dev.intarsia.model.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.LibUtils;

/** Settles which device a {@link ComputeDevice} means here. */
final class DeviceChoice {
    private DeviceChoice() {}

    /**
     * What there is.
     *
     * @param engine its name and version
     * @param natives the directory of its libraries, whose name usually ends in version, flavour and platform
     * @param cuda whether they were built with CUDA
     */
    record Found(String engine, String natives, boolean cuda, int gpus) {
        static Found by(Engine engine) {
            return new Found(
                    engine.getEngineName() + " " + engine.getVersion(),
                    LibUtils.getLibtorchPath(),
                    engine.hasCapability(StandardCapabilities.CUDA),
                    engine.getGpuCount());
        }
    }

    /**
     * What owns native memory on that device.
     *
     * @throws NoGpuException when a GPU is asked for and there is none
     */
    static NDManager manager(ComputeDevice wanted) {
        Engine engine = NativeEngine.start();
        return engine.newBaseManager(of(wanted, Found.by(engine)));
    }

    /** @throws NoGpuException when a GPU is asked for and there is none */
    static Device of(ComputeDevice wanted, Found found) {
        if (wanted == ComputeDevice.GPU && found.gpus() == 0) {
            throw new NoGpuException(found);
        }
        return wanted != ComputeDevice.CPU && found.gpus() > 0 ? Device.gpu() : Device.cpu();
    }
}

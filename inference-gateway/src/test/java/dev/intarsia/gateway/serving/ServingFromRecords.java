package dev.intarsia.gateway.serving;

import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.gateway.topology.Records;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of served adapters begin with: a gateway that has read records, and adapters of two small modules. */
abstract class ServingFromRecords {
    static final String MODEL = "the base model";
    static final List<String> MODULES = List.of("0.q", "0.v");
    static final AdapterLayout LAYOUT = new AdapterLayout(
            2,
            2,
            MODULES.stream()
                    .map(module -> new ModuleShape(ModuleId.parse(module), 3, 1))
                    .toList());

    @TempDir
    Path directory;

    final Refusals refusals = new Refusals();
    final AdapterCache cache = new AdapterCache(1 << 20, Duration.ofMinutes(5));
    DrivenGateway gateway;
    AdapterResolver resolver;

    @BeforeEach
    void start() {
        gateway = new DrivenGateway(directory, 3);
        resolver = resolver(LAYOUT);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    /** A resolver of adapters of another layout. */
    AdapterResolver resolver(AdapterLayout layout) {
        return new AdapterResolver(
                gateway.state(), gateway.pool(), new AdapterCompatibility(MODEL, layout, refusals), cache);
    }

    void share(String sharer, long version, float... weights) {
        for (String module : MODULES) {
            gateway.send(Records.piece(sharer, module, version, MODEL, weights));
        }
    }

    static String digest(float... weights) {
        byte[] bytes = LittleEndianFloats.encode(weights).array();
        return Adapter.ofBytes(LAYOUT, Map.of(ModuleId.parse("0.q"), bytes, ModuleId.parse("0.v"), bytes))
                .digest();
    }

    static float[] weights(ServedAdapter served, String module) {
        return served.adapter().weights(ModuleId.parse(module));
    }
}

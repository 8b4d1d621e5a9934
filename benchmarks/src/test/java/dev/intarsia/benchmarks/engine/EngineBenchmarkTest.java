package dev.intarsia.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** That everything runs and is reported; never how fast. */
class EngineBenchmarkTest {
    @Test
    void shouldMeasureEverythingAndSayOnWhat(@TempDir Path out) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        EngineBenchmark.run(
                new EngineBenchmarkOptions(
                        out, Path.of("../models/default"), Path.of("peer/lora_loop.py"), 1, "fp32", true),
                new PrintStream(said));

        JsonNode report = new ObjectMapper().readTree(out.resolve("engine.json").toFile());
        for (String ratio : new String[] {
            "fused_vs_single",
            "decode_16_adapters_vs_base",
            "registered_2000_vs_5",
            "smollm_training_tokens_per_second",
            "smollm_decoding_tokens_per_second"
        }) {
            assertThat(report.path(ratio).asDouble()).as(ratio).isPositive().isFinite();
        }
        for (String peer : new String[] {
            "fused_vs_pytorch", "single_step_vs_pytorch", "llamacpp_batch1_ratio", "llamacpp_batch16_ratio"
        }) {
            JsonNode ratio = report.path(peer);
            boolean excused = report.path("notes").has(peer.contains("pytorch") ? "pytorch" : "llamacpp");
            assertThat(ratio.isNull()).as(peer).isEqualTo(excused);
            assertThat(excused || ratio.asDouble() > 0).as(peer).isTrue();
        }
        boolean mkl = !report.path("notes").has("mkl");
        for (String price :
                new String[] {"strict_price_training_1_row", "strict_price_decoding_16", "strict_price_decoding_1"}) {
            JsonNode ratio = report.path(price);
            assertThat(ratio.isNull()).as(price).isEqualTo(!mkl);
            assertThat(!mkl || ratio.asDouble() > 0).as(price).isTrue();
        }
        for (String orders : new String[] {"training_summation_orders", "decoding_summation_orders"}) {
            assertThat(report.path("details").path(orders))
                    .as(orders)
                    .map(JsonNode::asText)
                    .isEqualTo(mkl ? List.of("strict", "usual") : List.of());
        }
        // Only Linux says what is resident.
        for (String memory :
                new String[] {"rss_growth_training_mib", "rss_growth_serving_mib", "smollm_peak_rss_mib"}) {
            assertThat(report.path(memory).isNumber()).as(memory).isEqualTo(OS.LINUX.isCurrentOs());
        }
        assertThat(report.path("quick").asBoolean()).isTrue();
        assertThat(report.path("machine").path("cores").asInt()).isPositive();
        assertThat(report.path("versions").path("torch natives").asText()).startsWith("pytorch-native-");
        assertThat(report.path("peakRssMib").size()).isGreaterThanOrEqualTo(OS.LINUX.isCurrentOs() ? 8 : 0);
        report.path("comparisons")
                .forEach(comparison -> comparison.forEach(
                        side -> assertThat(side.path("seconds")).isNotEmpty()));
        assertThat(said.toString()).contains("QUICK", "| what | measured | goal | |");
        assertThat(Files.readString(out.resolve("engine.html"))).contains("<svg", "</html>");
    }
}

package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In processes of their own, since the order can be chosen once. */
class SummationOrderTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({",strict", "'',usual", "'AUTO,STRICT',strict", "OFF,environment"})
    void shouldSayWhichOrderMklHas(String variable, String order) throws Exception {
        assertThat(orderUnder(variable)).isIn(order, "no_mkl");
    }

    private String orderUnder(String variable) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrderProgram.class.getName(),
                        output.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.remove("MKL_CBWR");
        if (variable != null) {
            environment.put("MKL_CBWR", variable);
        }
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    /** Writes its order of sums into a file. */
    static final class OrderProgram {
        private OrderProgram() {}

        /** @param args the file */
        public static void main(String[] args) throws IOException {
            Files.writeString(Path.of(args[0]), NativeEngine.summationOrder());
        }
    }
}

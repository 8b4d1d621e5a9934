package dev.intarsia.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceSettingsTest {
    record Kettle(Heat heat, Water water) {
        @ConfigMapping(prefix = "heat")
        interface Heat {
            int degrees();

            Duration time();

            Element element();
        }

        interface Element {
            int watts();
        }

        @ConfigMapping(prefix = "water")
        interface Water {
            double litres();

            Optional<String> source();
        }
    }

    private static final ServiceSettings<Kettle> SETTINGS =
            ServiceSettings.of("kettle", Kettle.class, ServiceSettingsTest::liquid);

    @TempDir
    Path directory;

    @Test
    void shouldTakeTheServicesDefaults() {
        Kettle kettle = SETTINGS.with(Map.of());

        assertThat(kettle.heat().degrees()).isEqualTo(90);
        assertThat(kettle.heat().time()).isEqualTo(Duration.ofMinutes(5));
        assertThat(kettle.heat().element().watts()).isEqualTo(2000);
        assertThat(kettle.water().source()).isEmpty();
    }

    @Test
    void shouldLetEachSourceWinOverThoseBeforeIt() throws IOException {
        Path file = Files.writeString(
                directory.resolve("mine.yaml"), "heat: {degrees: 1, time: 1s}\nwater: {litres: 1, source: file}\n");
        Properties system = new Properties();
        system.setProperty("water.litres", "3");
        system.setProperty("water.source", "system");
        system.setProperty("java.version", "17");
        system.setProperty("file.encoding", "UTF-8");

        Kettle kettle = SETTINGS.load(
                Optional.of(file),
                Map.of(
                        "HEAT_TIME", "2s",
                        "HEAT_ELEMENT_WATTS", "1",
                        "WATER_LITRES", "2",
                        "WATER_SOURCE", "environment",
                        "WATER_HOME", "/opt",
                        "PATH", "/bin"),
                system,
                Map.of("water.source", "given"));

        assertThat(kettle.heat().degrees()).isEqualTo(1);
        assertThat(kettle.heat().time()).isEqualTo(Duration.ofSeconds(2));
        assertThat(kettle.heat().element().watts()).isEqualTo(1);
        assertThat(kettle.water().litres()).isEqualTo(3);
        assertThat(kettle.water().source()).contains("given");
    }

    @Test
    void shouldLetNeitherEnvironmentNorSystemSpeakForAServiceInsideAnotherProgram() {
        System.setProperty("heat.degrees", "1");
        try {
            assertThat(SETTINGS.with(Map.of()).heat().degrees()).isEqualTo(90);
        } finally {
            System.clearProperty("heat.degrees");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "heat.degree, 1",
        "heet.degrees, 1",
        "heat, 1",
        "top, 1",
        "heat.element.watt, 1",
        "heat.elemnt.watts, 1",
        "heat.degrees, hot",
        "heat.time, soon",
        "heat.time, 1",
        "heat.degrees, 101"
    })
    void shouldNameTheServiceAndTheKeyThatCannotBeUsed(String key, String value) {
        assertThatThrownBy(() -> SETTINGS.with(Map.of(key, value)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("kettle")
                .hasMessageContaining(key);
    }

    @Test
    void shouldFindUnknownKeysInEverySourceThatIsOurs() throws IOException {
        Path file = Files.writeString(directory.resolve("mine.yaml"), "heet: {degrees: 1}\n");
        Path nearly = Files.writeString(directory.resolve("nearly.yaml"), "heat: {degree: 1}\n");
        Properties system = new Properties();
        system.setProperty("water.liters", "1");

        assertThatThrownBy(() -> SETTINGS.load(Optional.of(file), Map.of(), new Properties()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("heet.degrees")
                .hasMessageContaining("mine.yaml");
        assertThatThrownBy(() -> SETTINGS.load(Optional.of(nearly), Map.of(), new Properties()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("heat.degree");
        assertThatThrownBy(() -> SETTINGS.load(Optional.empty(), Map.of(), system))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("water.liters");
    }

    @Test
    void shouldSayHowADurationIsWritten() {
        assertThatThrownBy(() -> SETTINGS.with(Map.of("heat.time", "soon")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("50ms");
    }

    @Test
    void shouldGiveWhatIsMadeOfTheSections() {
        ServiceSettings<Double> warmth = ServiceSettings.of(
                "kettle",
                Kettle.class,
                kettle -> kettle.heat().degrees() * kettle.water().litres());

        assertThat(warmth.with(Map.of("heat.degrees", "50", "water.litres", "2")))
                .isEqualTo(100);
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        Path none = directory.resolve("none.yaml");

        assertThatThrownBy(() -> SETTINGS.load(Optional.of(none), Map.of(), new Properties(), Map.of()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("none.yaml");
    }

    @ParameterizedTest
    @CsvSource({"50ms, PT0.05S", "60s, PT1M", "10m, PT10M", "2h, PT2H", "31d, PT744H"})
    void shouldReadDurationsAsPeopleWriteThem(String written, Duration meant) {
        assertThat(SETTINGS.with(Map.of("heat.time", written)).heat().time()).isEqualTo(meant);
    }

    private static Kettle liquid(Kettle kettle) {
        if (kettle.heat().degrees() > 100) {
            throw new IllegalArgumentException(
                    "heat.degrees is " + kettle.heat().degrees() + "; it must be at most 100.");
        }
        return kettle;
    }
}

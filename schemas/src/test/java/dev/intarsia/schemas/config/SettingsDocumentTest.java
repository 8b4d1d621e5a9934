package dev.intarsia.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
    @Test
    void shouldReadKeysDefaultsAndWhatIsSaidOfThem() {
        String file = """
                # A kettle.
                # Every key and its default.

                heat:
                  # When it
                  # stops.
                  degrees: 90
                  element:
                    # Watts: at most what the fuse bears.
                    watts: 2000
                    # Where the fuse is.
                    # fuse: cellar
                # Further ones.
                # others:
                water:
                  litres: ""
                """;

        SettingsDocument document = SettingsDocument.of("kettle", file.lines().toList());

        assertThat(document.settings())
                .containsExactly(
                        new DocumentedSetting("heat.degrees", Optional.of("90"), Optional.empty(), "When it stops."),
                        new DocumentedSetting(
                                "heat.element.watts",
                                Optional.of("2000"),
                                Optional.empty(),
                                "Watts: at most what the fuse bears."),
                        new DocumentedSetting(
                                "heat.element.fuse", Optional.empty(), Optional.of("cellar"), "Where the fuse is."),
                        new DocumentedSetting("others", Optional.empty(), Optional.empty(), "Further ones."),
                        new DocumentedSetting("water.litres", Optional.of("\"\""), Optional.empty(), ""));
    }
}

package dev.intarsia.stack.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHomeTest {
    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(RegistryHome.PROPERTY);
    }

    @Test
    void shouldLieNextToTheProgramsUnlessConfigured() {
        RegistryHome home = RegistryHome.find();

        assertThat(home.jar()).isRegularFile().hasParent(home.directory());
        assertThat(home.directory().resolve("lib")).isDirectory();
    }

    @Test
    void shouldLieWhereTheSystemPropertySays() throws Exception {
        Path jar = Files.createFile(folder.resolve("apicurio-registry-app-9.9.9-runner.jar"));
        System.setProperty(RegistryHome.PROPERTY, folder.toString());

        assertThat(RegistryHome.find()).isEqualTo(new RegistryHome(folder, jar));
    }

    @Test
    void shouldSayWhereItLooked() {
        System.setProperty(RegistryHome.PROPERTY, folder.toString());

        assertThatThrownBy(RegistryHome::find)
                .isInstanceOf(RegistryStartException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("intarsia.registry.home");
    }
}

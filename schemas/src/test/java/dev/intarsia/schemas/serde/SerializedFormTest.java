package dev.intarsia.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records as released versions wrote them, one folder for each version, are read by this one. A release that changes a
 * contract adds a folder; folders that are there never change. A contract is in the folder of the version it came with and in
 * all later ones.
 */
class SerializedFormTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");

    static {
        TrustedContracts.declare();
    }

    static List<SpecificRecord> everyContract() {
        return List.of(
                Samples.event(),
                Samples.consent(),
                Samples.signature(),
                Samples.adapter(),
                Samples.piece(),
                Samples.gate(),
                Samples.rosterEntry(),
                Samples.assignment());
    }

    @ParameterizedTest
    @MethodSource("everyContract")
    void shouldReadWhatEveryReleasedVersionWrote(SpecificRecord expected) throws IOException {
        Schema contract = expected.getSchema();
        for (Path version : versionsOf(contract)) {
            Schema released = new Schema.Parser()
                    .parse(version.resolve(contract.getName() + ".avsc").toFile());

            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(contract, released)
                            .getType())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(read(bytes(version, contract), released, contract))
                    .as("%s of %s", contract.getName(), version)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("everyContract")
    void shouldWriteWhatTheLatestVersionWrote(SpecificRecord record) throws IOException {
        Path latest = lastOf(versions());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);

        new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();

        assertThat(out.toByteArray()).isEqualTo(bytes(latest, record.getSchema()));
    }

    private static Object read(byte[] bytes, Schema writer, Schema reader) throws IOException {
        return new SpecificDatumReader<>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static byte[] bytes(Path version, Schema contract) throws IOException {
        return HexFormat.of()
                .parseHex(Files.readString(version.resolve(contract.getName() + ".hex"))
                        .strip());
    }

    private static List<Path> versionsOf(Schema contract) throws IOException {
        List<Path> since = versions().stream()
                .dropWhile(version -> Files.notExists(version.resolve(contract.getName() + ".avsc")))
                .toList();
        assertThat(since).as("%s in released versions", contract.getName()).isNotEmpty();
        return since;
    }

    private static Path lastOf(List<Path> versions) {
        return versions.get(versions.size() - 1);
    }

    private static List<Path> versions() throws IOException {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders.sorted().toList();
        }
    }
}

package dev.intarsia.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SafeTensorsTest {
    private static final float[] VALUES = {0, 1, -2.5f, 0.25f, 1024, -0.125f};

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void shouldReadBackWhatItWrote(Dtype dtype) throws IOException {
        Path file = directory.resolve("x.safetensors");
        Tensor matrix = Tensor.of("matrix", List.of(2, 3), VALUES, dtype);
        Tensor empty = Tensor.of("empty", List.of(0, 4), new float[0], dtype);

        SafeTensors.write(file, List.of(matrix, empty));

        SafeTensors read = SafeTensors.open(file);
        assertThat(read.names()).containsExactly("matrix", "empty");
        assertThat(read.tensor("matrix").shape()).containsExactly(2, 3);
        assertThat(read.tensor("matrix").dtype()).isEqualTo(dtype);
        assertThat(read.tensor("matrix").floats()).containsExactly(VALUES);
        assertThat(read.tensor("empty").floats()).isEmpty();
        assertThat(read.tensor("other")).isNull();
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void shouldLeaveNothingBehindWhereItCannotFinish() {
        Path file = directory.resolve("x.safetensors");
        Tensor matrix = Tensor.of("matrix", List.of(2, 3), VALUES, Dtype.F32);

        assertThatThrownBy(() -> SafeTensors.write(file, Map.of(), List.of(matrix), tensor -> {
                    throw new IOException("no more of it");
                }))
                .hasMessage("no more of it");

        assertThat(directory).isEmptyDirectory();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("", "not a JSON object"),
                arguments("[]", "not a JSON object"),
                arguments("{", "the header is not JSON"),
                arguments("{} {}", "the header is not JSON"),
                arguments(
                        "{\"x\":" + entry("F32", "[1]", 0, 4) + ",\"x\":" + entry("F32", "[1]", 4, 8) + "}",
                        "Duplicate"),
                arguments("{\"x\":5}", "dtype ''"),
                arguments("{\"x\":" + entry("I64", "[1]", 0, 8) + "}", "dtype 'I64'"),
                arguments("{\"x\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", "needs a shape"),
                arguments("{\"x\":{\"dtype\":\"F32\",\"shape\":[2]}}", "data_offsets of two whole numbers"),
                arguments("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8.0]}}", "two whole numbers"),
                arguments("{\"x\":" + entry("F32", "[2]", 8, 0) + "}", "run backwards"),
                arguments("{\"x\":" + entry("F32", "[2]", -8, 0) + "}", "run backwards"),
                arguments("{\"x\":" + entry("F32", "[3]", 0, 8) + "}", "does not take the 8 bytes"),
                arguments("{\"x\":" + entry("F32", "[-2]", 0, 8) + "}", "no size"),
                arguments("{\"x\":" + entry("F32", "[2147483647,2147483647,8]", 0, 8) + "}", "no file could hold"),
                arguments(
                        "{\"x\":" + entry("F32", "[1]", 0, 4) + ",\"y\":" + entry("F32", "[1]", 0, 4) + "}", "overlap"),
                arguments("{\"x\":" + entry("F32", "[1]", 4, 8) + "}", "leave gaps"),
                arguments("{\"x\":" + entry("F32", "[1]", 0, 4) + "}", "8 follow the header"),
                arguments("{\"x\":" + entry("F32", "[4]", 0, 16) + "}", "was it cut off"));
    }

    private static String entry(String dtype, String shape, long begin, long end) {
        return "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + "," + end + "]}";
    }

    /** Every file here has eight bytes of data. */
    @ParameterizedTest
    @MethodSource("malformed")
    void shouldSayWhatIsWrongWithAHeader(String header, String problem) throws IOException {
        Path file = directory.resolve("x.safetensors");
        byte[] json = (header + "  ").getBytes(StandardCharsets.UTF_8);
        Files.write(file, withLength(json.length, json, new byte[8]));

        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @MethodSource
    void shouldNotTrustTheLengthOfTheHeader(long length) throws IOException {
        Path file = directory.resolve("x.safetensors");
        Files.write(file, withLength(length, "{}".getBytes(StandardCharsets.UTF_8), new byte[0]));

        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(MalformedCheckpointException.class)
                .hasMessageContaining("the header claims");
    }

    static Stream<Long> shouldNotTrustTheLengthOfTheHeader() {
        return Stream.of(-1L, 0L, 1L, 3L, 100_000_001L, Long.MAX_VALUE, Long.MIN_VALUE, 0x7fff_ffff_ffff_fff8L);
    }

    @Test
    void shouldSayThatAFileIsMissingOrTooShort() throws IOException {
        Path file = directory.resolve("x.safetensors");
        assertThatThrownBy(() -> SafeTensors.open(file)).hasMessageContaining("no such file");
        Files.write(file, new byte[7]);
        assertThatThrownBy(() -> SafeTensors.open(file)).hasMessageContaining("shorter than the eight bytes");
    }

    @Test
    void shouldMeetDamagedFilesWithNothingButAnIoException() throws IOException {
        Path file = directory.resolve("x.safetensors");
        SafeTensors.write(
                file,
                List.of(
                        Tensor.of("a", List.of(2, 3), VALUES, Dtype.F32),
                        Tensor.of("b", List.of(6), VALUES, Dtype.BF16)));
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] damaged = sound.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            try {
                SafeTensors read = SafeTensors.open(file);
                for (String name : read.names()) {
                    read.tensor(name).floats();
                }
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(250, 499);
    }

    private static byte[] withLength(long length, byte[] header, byte[] data) {
        return ByteBuffer.allocate(Long.BYTES + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(header)
                .put(data)
                .array();
    }
}

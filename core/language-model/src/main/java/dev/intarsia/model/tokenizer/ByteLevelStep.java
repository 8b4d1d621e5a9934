package dev.intarsia.model.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;

/** Every token spells bytes, in GPT-2's alphabet; one with any other character in it is its own text. */
final class ByteLevelStep extends DecodeStep {
    private final Utf8Assembler characters = new Utf8Assembler(false);

    @Override
    void add(String text, Consumer<String> next) {
        for (byte octet : bytes(text)) {
            characters.add(octet & 0xff);
        }
        characters.release(next);
    }

    @Override
    void end(Consumer<String> next) {
        characters.end(next);
    }

    @Override
    String within(String token) {
        return new String(bytes(token), UTF_8);
    }

    @Override
    byte[] bytes(String token) {
        byte[] spelled = ByteAlphabet.bytes(token);
        return spelled == null ? token.getBytes(UTF_8) : spelled;
    }
}

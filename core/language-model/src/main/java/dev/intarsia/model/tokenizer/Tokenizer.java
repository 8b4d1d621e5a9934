package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.checkpoint.JsonFile;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A checkpoint's tokenizer. Safe to use from several threads until it is closed. */
public final class Tokenizer implements AutoCloseable {
    /** Parts what is {@link #apart} within a text; Unicode keeps this from being a character of any text. */
    public static final String CUT = "\uFDD0";

    /** So many tokens tell how a text goes on: no character has more bytes, and no step looks further back. */
    private static final int IN_VIEW = 16;

    private final TextEncoder encoder;
    private final Vocabulary vocabulary;
    private final JsonNode decoder;
    private final SpecialTokens specials;

    private Tokenizer(TextEncoder encoder, Vocabulary vocabulary, JsonNode decoder, SpecialTokens specials) {
        this.encoder = encoder;
        this.vocabulary = vocabulary;
        this.decoder = decoder;
        this.specials = specials;
    }

    /**
     * Opens the {@code tokenizer.json} of a checkpoint directory.
     *
     * @throws IOException where it is missing, malformed, of another kind than byte-pair encoding, or has more tokens
     *     than {@code config.json} allows
     */
    public static Tokenizer open(Path directory) throws IOException {
        Path file = directory.resolve("tokenizer.json");
        if (!Files.isRegularFile(file)) {
            throw new MalformedCheckpointException(file, "it is missing; name a checkpoint directory that has one.");
        }
        ObjectNode written = JsonFile.read(file);
        TokenizerRules.require(file, written);
        ObjectNode json = SpecialTokens.declared(directory, written);
        SpecialTokens specials = SpecialTokens.read(directory, json);
        System.setProperty("ai.djl.offline", "true");
        try {
            return new Tokenizer(TextEncoder.of(json), Vocabulary.of(json), json.path("decoder"), specials);
        } catch (RuntimeException e) {
            throw new MalformedCheckpointException(
                    file, "this is no tokenizer that this version reads; restore or replace it: " + e.getMessage(), e);
        }
    }

    /**
     * The tokens of a text that begins a sequence, none added. Nothing in the text becomes a special token: what merely
     * looks like one, such as an end of sequence typed by a user, is read as its letters. Added tokens that are not special
     * stay whole.
     */
    public int[] encode(String text) {
        return encoder.beginning(text);
    }

    /**
     * The tokens of a text that goes on from another, such as an answer after its prompt. As {@link #encode}, but without
     * what many tokenizers put before a text, so that both together are the tokens of the joined text wherever no token
     * reaches over the border.
     */
    public int[] encodeContinuation(String text) {
        return encoder.continuation(text);
    }

    /** What a model is asked with: {@link #prefix}, then the text's tokens; at least one. */
    public int[] prompt(String text) {
        return prompt(encode(text));
    }

    /** The tokens after {@link #prefix}, unless they begin with it; at least one. */
    public int[] prompt(int[] tokens) {
        int[] prefix = specials.prefix();
        if (tokens.length + prefix.length == 0) {
            return new int[] {bos()};
        }
        boolean begun =
                tokens.length >= prefix.length && Arrays.equals(tokens, 0, prefix.length, prefix, 0, prefix.length);
        int put = begun ? 0 : prefix.length;
        int[] prompt = Arrays.copyOf(prefix, put + tokens.length);
        System.arraycopy(tokens, 0, prompt, put, tokens.length);
        return prompt;
    }

    /**
     * A text that may stand within one that is encoded by {@link #encodeApart}, without becoming a special token there, or
     * a part of one: where it could, it holds characters that belong to no text.
     */
    public String apart(String text) {
        return Marks.on(text, encoder.specials());
    }

    /**
     * The tokens of a text in which special tokens are written out, as a chat template does; what is {@link #apart} in the
     * text is none.
     */
    public int[] encodeApart(String text) {
        return encoder.template(text);
    }

    /** The text of tokens; special ones are left out, bytes that are no character become U+FFFD. */
    public String decode(int[] ids) {
        IncrementalDecoder decoding = incremental();
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(decoding.add(id));
        }
        return text.append(decoding.end()).toString();
    }

    /** The text of a single special token, as {@link #encodeApart} reads it; empty for any other token. */
    public String special(int id) {
        return specials.textOf(id);
    }

    /** The bytes that a token adds to a text it stands within; none for a special one. */
    public byte[] bytes(int id) {
        String token = vocabulary.special(id) ? null : vocabulary.token(id);
        return token == null ? new byte[0] : DecodeStep.bytes(DecodeSteps.of(decoder), token);
    }

    /** What the checkpoint puts before every text: the beginning of a sequence or, for many models, nothing. */
    public int[] prefix() {
        return specials.prefix().clone();
    }

    /** The token that begins a sequence, where one does. */
    public int bos() {
        return specials.bos();
    }

    /** The token that ends an answer. */
    public int eos() {
        return specials.eos();
    }

    /** How many tokens there are: one more than the largest number. */
    public int size() {
        return specials.size();
    }

    /** A decoder for tokens that arrive one after the other and begin a text. */
    public IncrementalDecoder incremental() {
        return new IncrementalDecoder(vocabulary, DecodeSteps.of(decoder));
    }

    /**
     * A decoder for tokens that arrive one after the other and go on from a prompt: all that it gives, after the prompt's
     * text, is the text of all tokens together.
     */
    public IncrementalDecoder incremental(int[] prompt) {
        IncrementalDecoder decoding = incremental();
        int from = Math.max(0, prompt.length - IN_VIEW);
        return (from > 0 ? decoding.after("x") : decoding).after(prompt, from);
    }

    @Override
    public void close() {
        encoder.close();
    }
}

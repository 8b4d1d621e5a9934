package dev.intarsia.model.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.checkpoint.JsonFile;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;

/** A checkpoint's tokenizer. Safe to use from several threads until it is closed. */
public final class Tokenizer implements AutoCloseable {
    private static final Map<String, String> AS_WRITTEN =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    /** Where a text is cut before it is encoded; Unicode keeps this from being a character of any text. */
    public static final String CUT = "\uFDD0";

    private final HuggingFaceTokenizer tokens;
    private final SpecialTokens specials;

    private Tokenizer(HuggingFaceTokenizer tokens, SpecialTokens specials) {
        this.tokens = tokens;
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
        ObjectNode json = JsonFile.read(file);
        TokenizerRules.require(file, json);
        SpecialTokens specials = SpecialTokens.read(directory, json);
        System.setProperty("ai.djl.offline", "true");
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            return new Tokenizer(HuggingFaceTokenizer.newInstance(in, AS_WRITTEN), specials);
        } catch (RuntimeException e) {
            throw new MalformedCheckpointException(
                    file, "this is no tokenizer that this version reads; restore or replace it: " + e.getMessage(), e);
        }
    }

    /**
     * The tokens of a text, none added. Nothing in the text becomes a special token: what merely looks like one, such
     * as an end of sequence typed by a user, is read as its letters.
     */
    public int[] encode(String text) {
        Matcher match = specials.pattern().matcher(text);
        if (!match.find()) {
            return encodeWithSpecials(text);
        }
        int[] all = new int[0];
        int start = 0;
        int from = 0;
        while (match.find(from)) {
            int cut = match.start() + 1;
            all = joined(all, encodeWithSpecials(text.substring(start, cut)));
            start = cut;
            from = cut;
        }
        return joined(all, encodeWithSpecials(text.substring(start)));
    }

    /**
     * A text that may stand within one that is encoded by {@link #encodeApart}, without becoming a special token there:
     * what looks like one holds a {@link #CUT}.
     */
    public String apart(String text) {
        StringBuilder marked = new StringBuilder(text.replace(CUT, ""));
        Matcher match = specials.pattern().matcher(marked);
        for (int from = 0; match.find(from); from = match.start() + 2) {
            marked.insert(match.start() + 1, CUT);
        }
        return marked.toString();
    }

    /** As {@link #encodeWithSpecials}, but what stands before and after a {@link #CUT} is encoded apart. */
    public int[] encodeApart(String text) {
        int[] all = new int[0];
        for (String part : text.split(CUT, -1)) {
            all = joined(all, encodeWithSpecials(part));
        }
        return all;
    }

    /** The tokens of a text in which special tokens are written out, as a chat template does. */
    public int[] encodeWithSpecials(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        Encoding encoding = tokens.encode(text, false, false);
        return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
    }

    /** The text of tokens; special ones are left out, bytes that are no character become U+FFFD. */
    public String decode(int[] ids) {
        return decode(ids, 0, ids.length);
    }

    String decode(int[] ids, int from, int to) {
        if (from == to) {
            return "";
        }
        return tokens.decode(Arrays.stream(ids, from, to).asLongStream().toArray(), true);
    }

    /** The text of a single special token, as {@code encodeWithSpecials} reads it; empty for any other token. */
    public String special(int id) {
        return specials.textOf(id);
    }

    /** The token that begins every sequence. */
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

    /** A decoder for tokens that arrive one after the other. */
    public IncrementalDecoder incremental() {
        return new IncrementalDecoder(this);
    }

    @Override
    public void close() {
        tokens.close();
    }

    private static int[] joined(int[] a, int[] b) {
        int[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}

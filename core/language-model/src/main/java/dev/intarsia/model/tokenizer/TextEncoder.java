package dev.intarsia.model.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Turns texts into tokens: at the beginning of a sequence, further on, and between the special tokens of a template. */
final class TextEncoder implements AutoCloseable {
    private static final Map<String, String> AS_WRITTEN =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private final HuggingFaceTokenizer first;
    /** The same as {@code first} where nothing is put before a text. */
    private final HuggingFaceTokenizer further;

    private final boolean onlyAtFirst;
    private final AddedTokenFinder specials;
    private final AddedTokenFinder others;

    private TextEncoder(
            HuggingFaceTokenizer first, HuggingFaceTokenizer further, boolean onlyAtFirst, List<AddedToken> added) {
        this.first = first;
        this.further = further;
        this.onlyAtFirst = onlyAtFirst;
        this.specials =
                new AddedTokenFinder(added.stream().filter(AddedToken::special).toList());
        this.others = new AddedTokenFinder(
                added.stream().filter(token -> !token.special() && token.raw()).toList());
    }

    /** @param root checked by {@link TokenizerRules} */
    static TextEncoder of(ObjectNode root) throws IOException {
        ObjectNode plain = WithoutSpecials.of(root);
        ObjectNode going = WithoutPrefix.of(plain);
        HuggingFaceTokenizer first = open(plain);
        return new TextEncoder(
                first,
                going.equals(plain) ? first : open(going),
                WithoutPrefix.onlyAtFirst(root),
                AddedToken.all(root));
    }

    /** The tokens of a text that begins a sequence. */
    int[] beginning(String text) {
        return encoded(first, text);
    }

    /** The tokens of a text that goes on from another. */
    int[] continuation(String text) {
        return further == first ? encoded(first, text) : parted(text, others, further, false);
    }

    /** The tokens of a text in which special tokens are written out, but for what {@link Marks} keep from being one. */
    int[] template(String text) {
        return parted(text, specials, first, true);
    }

    AddedTokenFinder specials() {
        return specials;
    }

    @Override
    public void close() {
        first.close();
        if (further != first) {
            further.close();
        }
    }

    private int[] parted(String text, AddedTokenFinder finder, HuggingFaceTokenizer beginning, boolean marked) {
        IntStream.Builder all = IntStream.builder();
        HuggingFaceTokenizer tokenizer = beginning;
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            AddedToken token = marked && Marks.letter(text, at) ? null : finder.at(text, at);
            if (token == null) {
                at++;
                continue;
            }
            String before = text.substring(from, at);
            add(all, part(tokenizer, token.leftBlank() ? before.stripTrailing() : before, marked));
            all.add(token.id());
            tokenizer = onlyAtFirst ? further : first;
            at += token.text().length();
            while (token.rightBlank() && at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            from = at;
        }
        add(all, part(tokenizer, text.substring(from), marked));
        return all.build().toArray();
    }

    private static void add(IntStream.Builder all, int[] tokens) {
        for (int token : tokens) {
            all.add(token);
        }
    }

    private static int[] part(HuggingFaceTokenizer tokenizer, String text, boolean marked) {
        return encoded(tokenizer, marked ? Marks.removed(text) : text);
    }

    private static int[] encoded(HuggingFaceTokenizer tokenizer, String text) {
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(tokenizer.encode(text, false, false).getIds())
                        .mapToInt(Math::toIntExact)
                        .toArray();
    }

    private static HuggingFaceTokenizer open(ObjectNode root) throws IOException {
        try (InputStream in = new ByteArrayInputStream(root.toString().getBytes(StandardCharsets.UTF_8))) {
            return HuggingFaceTokenizer.newInstance(in, AS_WRITTEN);
        }
    }
}

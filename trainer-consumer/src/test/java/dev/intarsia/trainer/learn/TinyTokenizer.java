package dev.intarsia.trainer.learn;

import dev.intarsia.model.pretrain.bpe.BytePairVocabulary;
import dev.intarsia.model.pretrain.bpe.TokenizerFile;
import dev.intarsia.model.pretrain.bpe.WordCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A vocabulary over a few words, with a config.json beside it. */
public final class TinyTokenizer {
    static final int VOCABULARY = 300;

    private TinyTokenizer() {}

    public static Path write(Path directory) throws IOException {
        WordCounts words = new WordCounts();
        words.add("Film: Genres: Action Comedy Rating: The film of the year", 10);
        for (int half = 1; half <= 10; half++) {
            words.add(" " + half / 2.0, 500);
        }
        BytePairVocabulary vocabulary =
                BytePairVocabulary.learn(words.atLeast(1), VOCABULARY, List.of("<|pad|>", "<|bos|>", "<|eos|>"));
        TokenizerFile.write(directory.resolve("tokenizer.json"), vocabulary, "<|bos|>");
        Files.writeString(
                directory.resolve("config.json"),
                "{\"vocab_size\": " + VOCABULARY + ", \"bos_token_id\": 1, \"eos_token_id\": [2]}");
        return directory;
    }
}

package dev.intarsia.model.tokenizer;

import dev.intarsia.model.pretrain.bpe.BytePairVocabulary;
import dev.intarsia.model.pretrain.bpe.TokenizerFile;
import dev.intarsia.model.pretrain.bpe.WordCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A vocabulary of 320 tokens over a few words, with a config.json beside it. */
public final class TinyTokenizer {
    private TinyTokenizer() {}

    public static Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        WordCounts words = new WordCounts();
        words.add("Film: The Matrix (1999)\nGenres: Action, Sci-Fi, Thriller\nRating: 4.5 the film's the film", 10);
        for (int half = 1; half <= 10; half++) {
            words.add(" " + half / 2.0, 500);
        }
        BytePairVocabulary vocabulary =
                BytePairVocabulary.learn(words.atLeast(1), 320, List.of("<|pad|>", "<|bos|>", "<|eos|>"));
        TokenizerFile.write(directory.resolve("tokenizer.json"), vocabulary, "<|bos|>");
        Files.writeString(
                directory.resolve("config.json"),
                "{\"vocab_size\": 320, \"bos_token_id\": 1, \"eos_token_id\": [2, 0]}");
        return directory;
    }
}

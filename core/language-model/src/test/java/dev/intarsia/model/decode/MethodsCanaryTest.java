package dev.intarsia.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.model.train.UserUpdate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user's vectors or prompt were trained to say is said to that user alone, whoever is decoded beside. */
class MethodsCanaryTest {
    private static final int USERS = 6;
    private static final int FIRST_SECRET = 250;
    private static final int ROUNDS = 4;

    @TempDir
    Path directory;

    private static int secret(int user) {
        return FIRST_SECRET + 7 * user;
    }

    @ParameterizedTest
    @EnumSource(
            value = TuningMethod.class,
            names = {"IA3", "PROMPT"})
    void shouldSayASecretToItsOwnerAlone(TuningMethod method) throws IOException {
        EngineOptions options =
                EngineOptions.defaults().withForm(method.codec()).withRank(4, 4);
        try (TinyModel tiny = TinyModel.open(TinyCheckpoint.UNDECIDED.write(directory), options)) {
            int[] prompt = tiny.prompt("Film: The Matrix (1999)\nRating:");
            List<Adapter> adapters = trained(tiny, prompt);
            List<Heard> heard = new ArrayList<>();
            try (DecodeLoop loop = new DecodeLoop(
                    tiny.model(), tiny.tokenizer(), new DecodeOptions(4, TinyCheckpoint.UNDECIDED.context(), 64, 32))) {
                List<GenerationRequest> requests = new ArrayList<>();
                for (int i = 0; i < ROUNDS * (USERS + 1); i++) {
                    int user = i % (USERS + 1);
                    heard.add(new Heard());
                    requests.add(request(prompt, user == USERS ? null : adapters.get(user), heard.get(i)));
                }
                requests.forEach(loop::submit);

                for (int i = 0; i < heard.size(); i++) {
                    int user = i % (USERS + 1);
                    List<Integer> tokens = heard.get(i).tokenIds();
                    if (user < USERS) {
                        assertThat(tokens.get(0)).as("user %s", user).isEqualTo(secret(user));
                    }
                    for (int other = 0; other < USERS; other++) {
                        if (other != user) {
                            assertThat(tokens.get(0)).isNotEqualTo(secret(other));
                        }
                    }
                    assertThat(heard.get(i).finished().promptTokens()).isEqualTo(prompt.length);
                    assertThat(tokens).isEqualTo(heard.get(user).tokenIds());
                }
            }
        }
    }

    private static List<Adapter> trained(TinyModel tiny, int[] prompt) {
        TrainingOptions training = TrainingOptions.defaults().withLearningRate(new LearningRate.Linear(0.1));
        List<UserUpdate> updates = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            int[] tokens = Arrays.copyOf(prompt, prompt.length + 1);
            tokens[prompt.length] = secret(user);
            List<Example> step = List.of(new Example(tokens, prompt.length));
            updates.add(new UserUpdate(AdapterState.zero(tiny.model().layout()), Collections.nCopies(150, step), user));
        }
        try (FusedTrainer trainer = new FusedTrainer(tiny.model(), training)) {
            return trainer.train(updates).stream().map(AdapterState::adapter).toList();
        }
    }

    private static GenerationRequest request(int[] prompt, @Nullable Adapter adapter, Heard heard) {
        return new GenerationRequest(prompt, adapter, SamplingOptions.GREEDY, List.of(), 3, OptionalInt.of(0), heard);
    }

    @Test
    void shouldCountVirtualTokensAgainstTheRoomOfAText() throws IOException {
        int context = TinyCheckpoint.UNDECIDED.context();
        EngineOptions options =
                EngineOptions.defaults().withForm(AdapterCodec.PROMPT).withRank(4, 4);
        try (TinyModel tiny = TinyModel.open(TinyCheckpoint.UNDECIDED.write(directory), options);
                DecodeLoop loop =
                        new DecodeLoop(tiny.model(), tiny.tokenizer(), new DecodeOptions(2, context, 4, 32))) {
            int[] prompt = new int[context - 5];
            Arrays.fill(prompt, 5);
            prompt[0] = 1;
            Adapter adapter = Adapter.zero(tiny.model().layout());
            Heard heard = new Heard();

            loop.submit(request(prompt, null, heard));

            assertThat(heard.tokenIds()).hasSize(3);
            assertThatThrownBy(() -> loop.submit(request(prompt, adapter, new Heard())))
                    .isInstanceOf(ContextOverflowException.class)
                    .hasMessageContaining(context - 1 + " ");
            assertThatThrownBy(() -> tiny.model().requireRoom(context - 3))
                    .hasMessageContaining("model.virtual-tokens 4")
                    .hasMessageContaining("lower one of them");
            tiny.model().requireRoom(context - 4);
            assertThatThrownBy(() -> TinyModel.open(directory, options.withRank(context - 1, 1)))
                    .hasMessageContaining("leaves no room in the model's context of " + context);
        }
    }
}

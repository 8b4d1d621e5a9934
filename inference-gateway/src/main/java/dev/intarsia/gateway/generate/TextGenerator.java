package dev.intarsia.gateway.generate;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.serving.AdapterResolver;
import dev.intarsia.gateway.serving.ServedAdapter;
import dev.intarsia.gateway.topology.UserLocation;
import dev.intarsia.model.decode.DecodeLoop;
import dev.intarsia.model.decode.GenerationRequest;
import dev.intarsia.model.decode.PromptOwner;
import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.model.engine.VirtualTokens;
import java.util.ArrayList;
import java.util.List;

/** Starts answers. Safe to use from several threads. */
public final class TextGenerator {
    private final AdapterResolver adapters;
    private final DecodeLoop loop;
    private final PrefixCacheOwners kept;
    private final UserLocation location;
    private final int defaultMaxTokens;

    /**
     * @param location which gateway holds a user
     * @param defaultMaxTokens longest text where a query does not say
     */
    public TextGenerator(
            AdapterResolver adapters,
            DecodeLoop loop,
            PrefixCacheOwners kept,
            UserLocation location,
            int defaultMaxTokens) {
        this.adapters = requireNonNull(adapters);
        this.loop = requireNonNull(loop);
        this.kept = requireNonNull(kept);
        this.location = requireNonNull(location);
        this.defaultMaxTokens = defaultMaxTokens;
    }

    /**
     * Takes a query in, all its texts or none.
     *
     * @throws dev.intarsia.model.decode.QueueFullException when there is no place
     * @throws dev.intarsia.model.decode.ContextOverflowException when a prompt is too long
     * @throws dev.intarsia.gateway.topology.StateUnavailableException while the user's state moves
     */
    public TextAnswer start(TextQuery query) {
        PromptOwner owner = kept.owner(query.user(), query.policy(), location);
        ServedAdapter adapter = adapters.resolve(query.user(), query.policy());
        kept.reads(owner, adapter);
        List<TextPrompt> prompts =
                query.prompts().stream().map(PromptSource::make).toList();
        TextAnswer answer = new TextAnswer(adapter, query, prompts);
        List<GenerationRequest> requests = new ArrayList<>();
        for (TextPrompt prompt : prompts) {
            for (int choice = 0; choice < query.choices(); choice++) {
                int index = requests.size();
                SamplingOptions sampling = query.sampling();
                requests.add(new GenerationRequest(
                        prompt.tokens(),
                        adapter.adapter(),
                        sampling.withSeed(sampling.seed() + choice),
                        query.stop(),
                        query.maxTokens()
                                .orElseGet(() ->
                                        whatFits(VirtualTokens.before(adapter.adapter(), prompt.tokens()).length)),
                        query.alternatives(),
                        event -> answer.hear(index, event),
                        owner));
            }
        }
        answer.started(loop.submit(requests));
        return answer;
    }

    /** Most texts one query may ask for. */
    public int mostTexts() {
        return loop.options().slots() + loop.options().queue();
    }

    private int whatFits(int prompt) {
        return Math.max(1, Math.min(defaultMaxTokens, loop.options().capacity() - prompt));
    }
}

package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.knowledge.ProfileWriter;
import dev.intarsia.model.knowledge.TemplateProfile;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.prompt.ModelProfile;
import dev.intarsia.replay.prompt.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** The base model, retrieval and profiles in its prompts, and one adapter per user with any of these. */
public final class PersonalFamily implements MethodGroup {
    /** Who writes profiles. */
    public enum Profiles {
        /** Counting, which any base model can be given. */
        TEMPLATE,
        /** The base model itself. */
        MODEL
    }

    /** In the names of own adapters that are trained without what stands before their prompts in answering. */
    private static final String ASKED = "-asked";

    private final Profiles profiles;
    private final boolean all;

    /** @param all whether to offer own adapters with every kind of prompt, in training or not, and not the usual ones alone */
    public PersonalFamily(Profiles profiles, boolean all) {
        this.profiles = requireNonNull(profiles);
        this.all = all;
    }

    @Override
    public List<MethodFactory> offers(MethodContext workplace) {
        ReplayModel model = workplace.model();
        List<MethodFactory> offers = new ArrayList<>();
        offers.add(prompted("base", model, 0, false));
        for (int k : List.of(1, 2, 4)) {
            offers.add(prompted("retrieval-" + k, model, k, false));
        }
        offers.add(prompted("profile", model, 0, true));
        offers.add(prompted("profile+retrieval-1", model, 1, true));
        offers.add(oppu("oppu", model, 0, false));
        offers.add(oppu("oppu+retrieval-1", model, 1, false));
        offers.add(oppu("oppu+profile", model, 0, true));
        offers.add(oppu("oppu+profile+retrieval-1", model, 1, true));
        if (all) {
            offers.add(oppu("oppu+retrieval-2", model, 2, false));
            offers.add(oppu("oppu+retrieval-4", model, 4, false));
            for (int k : List.of(1, 2, 4)) {
                offers.add(oppu("oppu+retrieval-" + k + ASKED, model, k, false));
            }
            offers.add(oppu("oppu+profile" + ASKED, model, 0, true));
            offers.add(oppu("oppu+profile+retrieval-1" + ASKED, model, 1, true));
        }
        return offers;
    }

    @Override
    public Set<String> names() {
        return Set.of(
                "base",
                "retrieval-1",
                "retrieval-2",
                "retrieval-4",
                "profile",
                "profile+retrieval-1",
                "oppu",
                "oppu+retrieval-1",
                "oppu+profile",
                "oppu+profile+retrieval-1",
                "oppu+retrieval-2",
                "oppu+retrieval-4",
                "oppu+retrieval-1-asked",
                "oppu+retrieval-2-asked",
                "oppu+retrieval-4-asked",
                "oppu+profile-asked",
                "oppu+profile+retrieval-1-asked");
    }

    private MethodFactory prompted(String name, ReplayModel model, int retrieved, boolean profiled) {
        return offer(name, model, retrieved, profiled, (people, meter) -> new PromptsAlone(people));
    }

    private MethodFactory oppu(String name, ReplayModel model, int retrieved, boolean profiled) {
        return offer(
                name,
                model,
                retrieved,
                profiled,
                (people, meter) -> new OwnAdapters(model, people, !name.endsWith(ASKED), meter));
    }

    private MethodFactory offer(
            String name,
            ReplayModel model,
            int retrieved,
            boolean profiled,
            BiFunction<People, FlopMeter, UserAdapters> adapters) {
        return new MethodFactory(name, () -> {
            FlopMeter meter = new FlopMeter();
            People people = people(model, retrieved, profiled, meter);
            return new AdapterMethod(
                    name,
                    model,
                    people,
                    meter,
                    (population, progress) -> new AdapterSource.Opened(adapters.apply(people, meter), Work.NONE));
        });
    }

    private People people(ReplayModel model, int retrieved, boolean profiled, FlopMeter meter) {
        return new People(model.task(), model.encoding().tasks(), retrieved, profiled ? writer(model, meter) : null);
    }

    private ProfileWriter writer(ReplayModel model, FlopMeter meter) {
        return profiles == Profiles.MODEL ? new ModelProfile(model, meter) : new TemplateProfile(model.task());
    }
}

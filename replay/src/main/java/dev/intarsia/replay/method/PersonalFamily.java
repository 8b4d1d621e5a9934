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

    private final Profiles profiles;

    public PersonalFamily(Profiles profiles) {
        this.profiles = requireNonNull(profiles);
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
                "oppu+profile+retrieval-1");
    }

    private MethodFactory prompted(String name, ReplayModel model, int retrieved, boolean profiled) {
        return offer(name, model, retrieved, profiled, (people, meter) -> new PromptsAlone(people));
    }

    private MethodFactory oppu(String name, ReplayModel model, int retrieved, boolean profiled) {
        return offer(name, model, retrieved, profiled, (people, meter) -> new OwnAdapters(model, people, meter));
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

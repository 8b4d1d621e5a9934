package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.prompt.ModelProfile;
import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.prompt.ProfileWriter;
import dev.intarsia.replay.prompt.TemplateProfile;
import java.util.ArrayList;
import java.util.List;

/** The base model, retrieval and profiles in its prompts, and one adapter per user with any of these. */
public final class PersonalFamily implements Family {
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
    public List<Offer> offers(Workplace workplace) {
        ReplayModel model = workplace.model();
        List<Offer> offers = new ArrayList<>();
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

    private Offer prompted(String name, ReplayModel model, int retrieved, boolean profiled) {
        return new Offer(name, () -> {
            FlopMeter meter = new FlopMeter();
            return new PromptMethod(name, model, people(model, retrieved, profiled, meter), meter);
        });
    }

    private Offer oppu(String name, ReplayModel model, int retrieved, boolean profiled) {
        return new Offer(name, () -> {
            FlopMeter meter = new FlopMeter();
            return new OppuMethod(name, model, people(model, retrieved, profiled, meter), meter);
        });
    }

    private People people(ReplayModel model, int retrieved, boolean profiled, FlopMeter meter) {
        return new People(model.task(), model.tasks(), retrieved, profiled ? writer(model, meter) : null);
    }

    private ProfileWriter writer(ReplayModel model, FlopMeter meter) {
        return profiles == Profiles.MODEL ? new ModelProfile(model, meter) : new TemplateProfile(model.task());
    }
}

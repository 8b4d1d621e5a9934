package dev.intarsia.replay.privacy;

import static java.util.Comparator.comparing;

import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.infer.UserSample;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.protocol.Plan;
import dev.intarsia.replay.protocol.Protocol;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.split.HeldOut;
import dev.intarsia.replay.sweep.InOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who is attacked: of the population, ordered by activity, the first share, those after them have assembled adapters, and
 * the population's sample is drawn from the others.
 *
 * @param sampled events of the population's sample, as the model is trained on them
 */
record PrivacyPeople(List<Subject> sharers, List<Subject> asked, List<Example> sampled) {
    PrivacyPeople {
        sharers = List.copyOf(sharers);
        asked = List.copyOf(asked);
        sampled = List.copyOf(sampled);
    }

    /** @throws IllegalArgumentException where the population has too few users with enough events */
    static PrivacyPeople of(Recording recording, PrivacySettings settings, ReplayModel model) {
        int every = model.recipe().schedule().every();
        if (settings.events() < 2 || settings.events() % (2 * every) != 0) {
            throw new IllegalArgumentException(
                    "Half of the " + settings.events() + " events of a user must be a multiple"
                            + " of update.every, which is " + every + ", so that all of them are trained on.");
        }
        Map<String, List<RecordedEvent>> population = Plan.of(
                        recording, Protocol.TIME_SPLIT, settings.targets(), 0, settings.events())
                .population()
                .others();
        List<String> users = List.copyOf(population.keySet());
        int border = settings.sharers() + settings.users();
        if (users.size() <= border) {
            throw new IllegalArgumentException("The population has " + users.size() + " users; " + settings.sharers()
                    + " sharers and " + settings.users() + " users leave nobody for its sample. Ask for fewer.");
        }
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < border; i++) {
            List<RecordedEvent> own = fitting(population, users.get(i), model);
            HeldOut<RecordedEvent> parts =
                    i < settings.sharers() ? new HeldOut<>(own, List.of()) : HeldOut.lastFifth(own);
            subjects.add(subject(users.get(i), parts, settings, model));
        }
        return new PrivacyPeople(
                subjects.subList(0, settings.sharers()),
                subjects.subList(settings.sharers(), border),
                sample(population, users.subList(border, users.size()), settings, model));
    }

    private static List<RecordedEvent> fitting(
            Map<String, List<RecordedEvent>> population, String user, ReplayModel model) {
        return population.getOrDefault(user, List.of()).stream()
                .filter(model.encoding()::fits)
                .toList();
    }

    private static Subject subject(
            String user, HeldOut<RecordedEvent> parts, PrivacySettings settings, ReplayModel model) {
        List<RecordedEvent> history = parts.history();
        if (history.size() < settings.events()) {
            throw new IllegalArgumentException("User " + user + " has " + history.size() + " events to attack, not "
                    + settings.events() + "; ask for fewer events or users.");
        }
        List<RecordedEvent> newest = InOrder.newest(history, settings.events());
        return new Subject(
                user,
                newest,
                examples(model, newest),
                Halves.of(model.seeded(user), newest.size(), settings.published(), settings.shadows()),
                InOrder.spread(parts.heldOut(), settings.questions()));
    }

    private static List<Example> sample(
            Map<String, List<RecordedEvent>> population,
            List<String> users,
            PrivacySettings settings,
            ReplayModel model) {
        List<Example> sample = new ArrayList<>();
        users.stream()
                .sorted(comparing(UserSample::rank))
                .limit(settings.sample().users())
                .forEach(user -> sample.addAll(examples(
                        model,
                        fitting(population, user, model).stream()
                                .sorted(comparing(event -> UserSample.rank(event.id())))
                                .limit(settings.sample().eventsPerUser())
                                .toList())));
        return sample;
    }

    private static List<Example> examples(ReplayModel model, List<RecordedEvent> events) {
        return TrainingEvents.plain(model, events).stream()
                .map(arrival -> arrival.event().example())
                .toList();
    }
}

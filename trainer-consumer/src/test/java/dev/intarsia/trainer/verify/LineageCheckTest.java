package dev.intarsia.trainer.verify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.example.Example;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.learn.AdapterLineage;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.LineageRoot;
import dev.intarsia.oppu.learn.Provenance;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UpdateRun;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.trainer.config.Audience;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.verify.UserEvidence.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With every eighth event an update is due, and with every fourth of a new user's by {@code EARLY}. */
class LineageCheckTest {
    private static final Provenance MADE_BY = new Provenance("recipe", "base");
    private static final Recipe RECIPE =
            TrainerConfig.SETTINGS.with(Map.of("history.window", "20")).recipe();
    private static final Recipe EARLY = TrainerConfig.SETTINGS
            .with(Map.of("history.window", "20", "update.early-events", "16"))
            .recipe();

    private final Tally tally = new Tally();
    private Recipe recipe = RECIPE;

    @Test
    void shouldFollowAWholeRowOfVersionsLongerThanTheWindow() {
        UserEvidence user = user(100);
        user.versions.add(made(user, LineageRoot.BASE, 8, 96));

        LineageCheck.Row row = check(Audience.EVERYONE, false, false).check(user);

        assertThat(row).isNotNull();
        assertThat(row.start()).isEqualTo(8);
        assertThat(row.gaps()).isZero();
        assertThat(tally.report().sound()).isTrue();
        assertThat(tally.report().count(Counted.LINEAGES)).isEqualTo(1);
    }

    @Test
    void shouldFindAVersionThatHasMissedAnEventOrSeenOneTwice() {
        UserEvidence whole = user(40);
        UserEvidence lacking = new UserEvidence("ada");
        whole.sequence.stream().filter(position -> position.offset() != 13).forEach(lacking::take);
        whole.versions.add(made(lacking, LineageRoot.BASE, 8, 32));

        check(Audience.EVERYONE, false, false).check(whole);

        assertThat(tally.report().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.fault()).isEqualTo(Fault.LINEAGE);
            assertThat(finding.user()).isEqualTo("ada");
            assertThat(finding.what()).contains("Version 4").contains("32 events");
        });
    }

    @Test
    void shouldFindAnUpdateThatWasDueAndMadeNoVersion() {
        UserEvidence last = user(40);
        last.versions.add(made(last, LineageRoot.BASE, 8, 32));
        UserEvidence first = user(40);
        first.versions.add(made(first, LineageRoot.BASE, 16, 40));
        UserEvidence none = user(9);

        LineageCheck check = check(Audience.EVERYONE, false, false);
        List.of(last, first, none).forEach(check::check);

        assertThat(tally.report().findings())
                .extracting(Finding::what)
                .satisfiesExactly(
                        what -> assertThat(what).contains("1 updates were due after the newest version"),
                        what -> assertThat(what).contains("1 updates were due before version 1"),
                        what -> assertThat(what).contains("There is no adapter"));
        assertThat(tally.report().faults()).containsOnlyKeys(Fault.VERSION);
    }

    @Test
    void shouldExplainGapsWhereUpdatesMayBeDroppedOrAnEarlierBaseModelMadeVersions() {
        UserEvidence dropped = user(40);
        dropped.versions.add(made(dropped, LineageRoot.BASE, 16, 40));
        UserEvidence earlier = user(40);
        earlier.versions.add(made(earlier, new LineageRoot(3, 0, ""), 32, 40));

        check(Audience.EVERYONE, true, false).check(dropped);
        check(Audience.EVERYONE, false, false).check(earlier);

        assertThat(tally.report().sound()).isTrue();
        assertThat(tally.report().count(Counted.GAPS)).isEqualTo(1 + 3);
        assertThat(tally.report().count(Counted.SINCE_ROOT)).isEqualTo(1);
    }

    @Test
    void shouldFollowARowThroughLevelsOfLoadAndCountWhatWasPutOff() {
        UserEvidence user = user(140);
        AdapterVersion newest = underLoad(user);
        user.versions.add(newest);

        LineageCheck.Row row = check(Audience.EVERYONE, true).check(user);

        assertThat(newest.lineage().runs()).hasSize(3);
        assertThat(row).isNotNull();
        assertThat(tally.report().findings()).isEmpty();
        assertThat(tally.report().count(Counted.LINEAGES)).isEqualTo(1);
        // Three of each four at the level of fewer updates, and those after the newest version.
        assertThat(tally.report().count(Counted.PUT_OFF)).isEqualTo(2 * 3 + 3);
    }

    @Test
    void shouldFindUpdatesThatWerePutOffWhereTheSettingsPutNoneOff() {
        UserEvidence user = user(112);
        user.versions.add(underLoad(user));

        check(Audience.EVERYONE, false).check(user);

        assertThat(tally.report().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("3 updates in a row"));
    }

    @Test
    void shouldFollowTheEarlyUpdatesOfNewUsers() {
        recipe = EARLY;
        for (int events : List.of(4, 12, 16, 24, 96)) {
            UserEvidence user = user(events + 3);
            AdapterVersion newest = made(user, LineageRoot.BASE, 4, events);
            user.versions.add(newest);

            LineageCheck.Row row = check(Audience.EVERYONE, false, false).check(user);

            assertThat(newest.version()).isEqualTo(EARLY.schedule().updates(events));
            assertThat(newest.lineage().runs()).isEmpty();
            assertThat(row).isNotNull();
            assertThat(row.start()).isEqualTo(4);
        }
        assertThat(tally.report().findings()).isEmpty();
    }

    @Test
    void shouldFollowEarlyUpdatesThroughLevelsOfLoad() {
        recipe = EARLY;
        UserEvidence user = user(48);
        try (Learner learner = Learner.ofLineages(recipe, MADE_BY)) {
            VersionTrace trace = new VersionTrace(learner, user.user, LineageRoot.BASE, MADE_BY.recipe());
            trace.learn(user.arrivals(0, 8), true);
            trace.learn(user.arrivals(8, 40), true, LoadLevel.FEWER_UPDATES);
            trace.learn(user.arrivals(40, 48), true);
            user.versions.add(requireNonNull(trace.own()));
        }

        LineageCheck.Row row = check(Audience.EVERYONE, true).check(user);

        assertThat(row).isNotNull();
        assertThat(tally.report().findings()).isEmpty();
        // At 12, 16, 24 and 40 events.
        assertThat(tally.report().count(Counted.PUT_OFF)).isEqualTo(4);
    }

    @Test
    void shouldFindAnEarlyUpdateThatMadeNoVersion() {
        recipe = EARLY;
        UserEvidence last = user(13);
        last.versions.add(made(last, LineageRoot.BASE, 4, 8));
        UserEvidence first = user(24);
        first.versions.add(made(first, LineageRoot.BASE, 12, 24));

        LineageCheck check = check(Audience.EVERYONE, false, false);
        List.of(last, first, user(4)).forEach(check::check);

        assertThat(tally.report().findings())
                .extracting(Finding::what)
                .satisfiesExactly(
                        what -> assertThat(what).contains("1 updates were due after the newest version"),
                        what -> assertThat(what).contains("2 updates were due before version 1"),
                        what -> assertThat(what).contains("at every 4 events up to 16, then at every 8"));
    }

    @Test
    void shouldFindRunsThatDoNotFollowFromTheEvents() {
        List<List<UpdateRun>> forgeries = new ArrayList<>();
        AdapterVersion own = underLoad(user(112));
        for (UpdateRun wrong : List.of(
                new UpdateRun(5, 40, LoadLevel.FULL),
                new UpdateRun(Long.MAX_VALUE - 1, 40, LoadLevel.FULL),
                new UpdateRun(5, Long.MAX_VALUE - 1, LoadLevel.FULL),
                new UpdateRun(2, 40, LoadLevel.FULL))) {
            List<UpdateRun> runs = new ArrayList<>(own.lineage().runs());
            runs.set(1, wrong);
            forgeries.add(runs);
        }

        forgeries.forEach(runs -> check(Audience.EVERYONE, true).check(forged(own, runs)));

        assertThat(tally.report().faults()).containsOnly(Map.entry(Fault.LINEAGE, 4L));
    }

    private static UserEvidence forged(AdapterVersion own, List<UpdateRun> runs) {
        UserEvidence user = user(112);
        AdapterLineage forged = new AdapterLineage(
                own.lineage().hash(), own.lineage().recipe(), own.lineage().root(), runs);
        user.versions.add(new AdapterVersion(
                own.version(),
                own.parentVersion(),
                own.seen(),
                own.lastEventId(),
                own.lastIngestedAt(),
                own.digest(),
                forged));

        return user;
    }

    /** At every level one after the other, of 112 events: four versions, then one, then two. */
    private AdapterVersion underLoad(UserEvidence user) {
        try (Learner learner = Learner.ofLineages(recipe, MADE_BY)) {
            VersionTrace trace = new VersionTrace(learner, user.user, LineageRoot.BASE, MADE_BY.recipe());
            trace.learn(user.arrivals(0, 32), true);
            trace.learn(user.arrivals(32, 48), true, LoadLevel.NO_REHEARSAL);
            trace.learn(user.arrivals(48, 112), true, LoadLevel.FEWER_UPDATES);
            AdapterVersion own = trace.own();
            assertThat(own).isNotNull();
            return own;
        }
    }

    @Test
    void shouldFollowARowThatBeganWithAnUpdateOutOfTurn() {
        UserEvidence user = user(30);
        user.versions.add(made(user, LineageRoot.BASE, 13, 24));

        LineageCheck.Row row = check(Audience.ROSTER, false, false).check(user);

        assertThat(row).isNotNull();
        assertThat(row.start()).isEqualTo(13);
    }

    @Test
    void shouldFollowFromAnAncestorOfOtherSettings() {
        UserEvidence user = user(40);
        user.versions.add(made(user, new LineageRoot(2, 16, "earlier"), 24, 40));

        assertThat(check(Audience.EVERYONE, false, false).check(user)).isNotNull();
        assertThat(tally.report().sound()).isTrue();
    }

    @Test
    void shouldFindMoreVersionsThanTheEventsMakeDue() {
        UserEvidence user = user(16);
        AdapterVersion own = made(user, LineageRoot.BASE, 8, 16);
        user.versions.add(new AdapterVersion(
                5, 4, own.seen(), own.lastEventId(), own.lastIngestedAt(), own.digest(), own.lineage()));

        check(Audience.EVERYONE, false, false).check(user);

        assertThat(tally.report().faults()).containsOnlyKeys(Fault.LINEAGE);
    }

    @Test
    void shouldSayWhyALineageCannotBeChecked() {
        UserEvidence cut = new UserEvidence("ada");
        UserEvidence whole = user(40);
        whole.sequence.subList(10, 40).forEach(cut::take);
        cut.versions.add(made(whole, LineageRoot.BASE, 8, 40));
        UserEvidence before = user(16);
        before.versions.add(new AdapterVersion(2, 1, 16, "e15", Instant.EPOCH, "digest"));
        UserEvidence other = user(16);
        other.otherModel = true;
        UserEvidence otherRecipe = user(16);
        otherRecipe.versions.add(new AdapterVersion(
                2, 1, 16, "e15", Instant.EPOCH, "digest", new AdapterLineage("hash", "another", LineageRoot.BASE)));

        check(Audience.EVERYONE, false, true).check(cut);
        LineageCheck check = check(Audience.EVERYONE, false, false);
        List.of(before, other, otherRecipe).forEach(check::check);

        assertThat(tally.report().findings()).isEmpty();
        assertThat(tally.report().notChecked())
                .containsOnly(
                        Map.entry(NotChecked.LOG_CUT, 1L),
                        Map.entry(NotChecked.NO_LINEAGE, 1L),
                        Map.entry(NotChecked.OTHER_MODEL, 1L),
                        Map.entry(NotChecked.OTHER_RECIPE, 1L));
    }

    @Test
    void shouldFindAnImportWhoseLineageIsNotThatOfItsDigest() {
        UserEvidence sound = user(20);
        sound.versions.add(imported("digest", "digest"));
        UserEvidence forged = user(20);
        forged.versions.add(imported("digest", "another"));

        check(Audience.EVERYONE, false, false).check(sound);
        assertThat(tally.report().findings()).isEmpty();
        check(Audience.EVERYONE, false, false).check(forged);

        assertThat(tally.report().count(Counted.IMPORTED)).isEqualTo(2);
        assertThat(tally.report().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.fault()).isEqualTo(Fault.LINEAGE);
            assertThat(finding.what()).contains("Version 2 says that it was imported");
        });
    }

    private static AdapterVersion imported(String digest, String stated) {
        return new AdapterVersion(2, 0, 16, "e15", Instant.EPOCH, digest, MADE_BY.ofImport(2, 16, stated));
    }

    private LineageCheck check(Audience audience, boolean putsOff) {
        return new LineageCheck("adapters-0", recipe, MADE_BY, audience, false, false, putsOff, tally);
    }

    private LineageCheck check(Audience audience, boolean guarded, boolean cut) {
        return new LineageCheck("adapters-0", recipe, MADE_BY, audience, guarded, cut, false, tally);
    }

    /** The version that a trainer makes whose first update is at {@code start} events and whose last is at {@code end}. */
    private AdapterVersion made(UserEvidence user, LineageRoot root, int start, int end) {
        try (Learner learner = Learner.ofLineages(recipe, MADE_BY)) {
            VersionTrace trace = new VersionTrace(learner, user.user, root, MADE_BY.recipe());
            trace.begin(user.arrivals(0, start), recipe.window(), LoadLevel.FULL);
            trace.learn(user.arrivals(start, end), true);
            AdapterVersion own = trace.own();
            assertThat(own).isNotNull();
            return own;
        }
    }

    private static UserEvidence user(int events) {
        UserEvidence user = new UserEvidence("ada");
        IntStream.range(0, events)
                .mapToObj(number -> new Position(
                        number,
                        true,
                        new TrainingEvent(
                                "ada",
                                "task",
                                Instant.EPOCH,
                                EncodedEvent.of("e" + number, Instant.EPOCH, new Example(new int[] {1, 2}, 1)))))
                .forEach(user::take);
        return user;
    }
}

package dev.intarsia.replay.protocol;

import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.split.HeldOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How one target user's events become history and questions. */
public enum Protocol {
    /** The first four fifths are history, the last fifth is asked; nothing asked is learned. */
    TIME_SPLIT(128) {
        @Override
        List<ProtocolStep> ofEvents(List<RecordedEvent> events, int history) {
            HeldOut<RecordedEvent> parts = HeldOut.lastFifth(events);
            return List.of(new ProtocolStep(newest(parts.history(), history), parts.heldOut()));
        }
    },
    /** Each event is asked, then learned, through the whole stream. */
    PREQUENTIAL(128) {
        @Override
        List<ProtocolStep> ofEvents(List<RecordedEvent> events, int history) {
            return oneByOne(newest(events, history));
        }
    },
    /** Cold users: each of the first events is asked, then learned; whatever else is known comes from others. */
    USER_SPLIT(30) {
        @Override
        List<ProtocolStep> ofEvents(List<RecordedEvent> events, int history) {
            return oneByOne(events.subList(0, history == 0 ? events.size() : Math.min(history, events.size())));
        }
    };

    private final int usualHistory;

    Protocol(int usualHistory) {
        this.usualHistory = usualHistory;
    }

    /** How many events of a target are learned from where nobody says otherwise. */
    public int usualHistory() {
        return usualHistory;
    }

    /** As reports and the command line name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The protocol of this name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Protocol of(String name) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no protocol; use one of "
                        + Arrays.stream(values()).map(Protocol::text).collect(Collectors.joining(", "))));
    }

    /**
     * One user's way.
     *
     * @param events of the user in order of time
     * @param questions of the user in order of time, where the recording asks its own: then each is asked when all events
     *     before its moment have been learned, under every protocol
     * @param history how many events may be learned from: the newest, or under {@link #USER_SPLIT} the first; 0 for all
     */
    public List<ProtocolStep> turns(List<RecordedEvent> events, List<RecordedEvent> questions, int history) {
        return questions.isEmpty() ? ofEvents(events, history) : ofQuestions(events, questions, history);
    }

    abstract List<ProtocolStep> ofEvents(List<RecordedEvent> events, int history);

    private static List<ProtocolStep> oneByOne(List<RecordedEvent> events) {
        List<ProtocolStep> turns = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            turns.add(new ProtocolStep(i == 0 ? List.of() : List.of(events.get(i - 1)), List.of(events.get(i))));
        }
        return turns;
    }

    private static List<ProtocolStep> ofQuestions(
            List<RecordedEvent> events, List<RecordedEvent> questions, int history) {
        List<RecordedEvent> usable = events.stream()
                .filter(event -> event.time()
                        .isBefore(questions.get(questions.size() - 1).time()))
                .toList();
        List<RecordedEvent> kept = newest(usable, history);
        List<ProtocolStep> turns = new ArrayList<>();
        int next = 0;
        for (RecordedEvent question : questions) {
            int begin = next;
            while (next < kept.size() && kept.get(next).time().isBefore(question.time())) {
                next++;
            }
            turns.add(new ProtocolStep(kept.subList(begin, next), List.of(question)));
        }
        return turns;
    }

    private static List<RecordedEvent> newest(List<RecordedEvent> events, int count) {
        return count == 0 || count >= events.size() ? events : events.subList(events.size() - count, events.size());
    }
}

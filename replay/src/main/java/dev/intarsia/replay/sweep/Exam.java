package dev.intarsia.replay.sweep;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers questions, each under an adapter of its own, and puts their scores where they belong. */
public final class Exam {
    private final LabelExam exam;
    private final List<Seat> seats = new ArrayList<>();

    /** A question, who is asked, and where the score goes. */
    private record Seat(LabelExam.Item item, @Nullable Adapter adapter, Scores scores, int position) {}

    /** @throws IllegalArgumentException where the task is answered with text */
    public Exam(ReplayModel model) {
        this.exam = new LabelExam(model, "learning");
    }

    /**
     * Adds a question; one whose answer is no label is not asked.
     *
     * @param adapter null for the base model
     * @param position in {@code scores}, where its score goes
     */
    public void add(RecordedEvent event, @Nullable Adapter adapter, Scores scores, int position) {
        exam.item(event).ifPresent(item -> seats.add(new Seat(item, adapter, scores, position)));
    }

    /** Asks all questions that were added, and forgets them. */
    public void ask() {
        List<LabelExam.Score> answered = exam.ask(
                seats.stream().map(Seat::item).toList(), i -> seats.get(i).adapter());
        for (int i = 0; i < answered.size(); i++) {
            Seat seat = seats.get(i);
            seat.scores()
                    .put(
                            seat.position(),
                            answered.get(i).error(),
                            answered.get(i).nll());
        }
        seats.clear();
    }
}

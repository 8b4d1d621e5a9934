package dev.intarsia.model.decode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Requests on their way into the batch, first come first served, bounded. Safe from several threads. */
final class WaitingTexts {
    private final ArrayDeque<RunningText> queue = new ArrayDeque<>();
    private final DecodeOptions options;
    private int running;
    private boolean closed;
    private boolean woken;

    WaitingTexts(DecodeOptions options) {
        this.options = options;
    }

    /** Takes all of them or none. */
    synchronized void add(List<RunningText> texts) {
        if (closed) {
            throw new LoopClosedException();
        }
        if (running + queue.size() + texts.size() > options.slots() + options.queue()) {
            throw new QueueFullException(options.slots(), options.queue());
        }
        queue.addAll(texts);
        notifyAll();
    }

    /** True when the text was waiting and no longer is. */
    synchronized boolean remove(RunningText text) {
        return queue.remove(text);
    }

    /**
     * Waits until there is something to do.
     *
     * @param nowRunning texts in the batch; they are something to do
     * @param room whether there is room for the next text; the first for which there is none makes all others wait. Where
     *     nothing runs whose end they could wait for, it joins as it is, so that nobody waits for ever
     * @return the texts that join, or none when there are none or the loop is to end
     */
    synchronized List<RunningText> take(int nowRunning, Predicate<RunningText> room) throws InterruptedException {
        running = nowRunning;
        while (running == 0 && queue.isEmpty() && !closed && !woken) {
            wait();
        }
        woken = false;
        List<RunningText> joining = new ArrayList<>();
        while (!queue.isEmpty() && running < options.slots() && !closed && room.test(queue.peek())) {
            joining.add(queue.remove());
            running++;
        }
        if (running == 0 && !queue.isEmpty() && !closed) {
            joining.add(queue.remove());
        }
        return joining;
    }

    /** Ends the waiting once, though nothing has come. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Refuses what comes from now on and hands back what waits. */
    synchronized List<RunningText> close() {
        closed = true;
        List<RunningText> left = new ArrayList<>(queue);
        queue.clear();
        notifyAll();
        return left;
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized int size() {
        return queue.size();
    }

    synchronized int running() {
        return running;
    }
}

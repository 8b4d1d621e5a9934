package dev.intarsia.trainer.partition;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A store in a scratch file of equal slots, one per user: an adapter with its moments is three times as large as the
 * adapter, and all users' together rarely fit the heap. A slot is steps (long), weights, first and second moments, as
 * the machine orders bytes; the moments of an optimizer that starts afresh, after no steps, are zero and not written.
 */
public final class FileAdapterStore implements AdapterStore {
    private final AdapterLayout layout;
    private final FileChannel file;
    private final ByteBuffer slot;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();

    /**
     * @param directory where the file is made; it is gone when this is closed or the process ends
     */
    public FileAdapterStore(AdapterLayout layout, Path directory) {
        this(layout, made(directory));
    }

    /** @param file closed with this */
    FileAdapterStore(AdapterLayout layout, FileChannel file) {
        this.layout = requireNonNull(layout);
        this.file = requireNonNull(file);
        slot = ByteBuffer.allocate(Math.addExact(Long.BYTES, Math.multiplyExact(3 * Float.BYTES, layout.size())))
                .order(ByteOrder.nativeOrder());
    }

    private static FileChannel made(Path directory) {
        try {
            return FileChannel.open(
                    Files.createTempFile(Files.createDirectories(directory), "adapters-", ".scratch"),
                    READ,
                    WRITE,
                    DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failed("cannot be made in " + directory, e);
        }
    }

    @Override
    public void put(String user, AdapterState state) {
        slot.clear();
        slot.putLong(state.steps());
        put(state.adapter().values());
        if (state.steps() > 0) {
            put(state.firstMoment());
            put(state.secondMoment());
        }
        slot.flip();
        write(slots.computeIfAbsent(user, key -> free.isEmpty() ? slots.size() : free.pop()));
    }

    private void write(int number) {
        long position = (long) number * slot.capacity();
        try {
            while (slot.hasRemaining()) {
                position += file.write(slot, position);
            }
        } catch (IOException e) {
            throw failed("cannot be written", e);
        }
    }

    private void put(AdapterValues values) {
        if (!values.layout().equals(layout)) {
            throw new IllegalArgumentException(
                    "An adapter of another layout does not fit this store; take the layout it was made for.");
        }
        float[] numbers = values.toArray();
        slot.asFloatBuffer().put(numbers);
        slot.position(slot.position() + numbers.length * Float.BYTES);
    }

    @Override
    public AdapterState get(String user) {
        Integer number = slots.get(user);
        if (number == null) {
            throw new IllegalStateException("User '" + user + "' has no adapter here.");
        }
        slot.clear();
        long position = (long) number * slot.capacity();
        try {
            // The last slot of the file may end with its weights.
            for (int read = 0; read >= 0 && slot.hasRemaining(); position += read) {
                read = file.read(slot, position);
            }
        } catch (IOException e) {
            throw failed("cannot be read", e);
        }
        slot.flip();
        long steps = slot.getLong();
        Adapter adapter = Adapter.of(values());
        return steps == 0 ? AdapterState.start(adapter) : new AdapterState(adapter, values(), values(), steps);
    }

    private AdapterValues values() {
        float[] numbers = new float[layout.size()];
        slot.asFloatBuffer().get(numbers);
        slot.position(slot.position() + numbers.length * Float.BYTES);
        return AdapterValues.of(layout, numbers);
    }

    @Override
    public void remove(String user) {
        Integer number = slots.remove(user);
        if (number != null) {
            free.push(number);
        }
    }

    @Override
    public void erase(String user) {
        Integer number = slots.get(user);
        if (number != null) {
            slot.clear();
            Arrays.fill(slot.array(), (byte) 0);
            write(number);
            remove(user);
        }
    }

    @Override
    public int size() {
        return slots.size();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failed("cannot be closed", e);
        }
    }

    private static UncheckedIOException failed(String problem, IOException cause) {
        return new UncheckedIOException(
                "The scratch file of adapters " + problem
                        + "; check adapters.scratch-directory, its permissions and the space left there.",
                cause);
    }
}

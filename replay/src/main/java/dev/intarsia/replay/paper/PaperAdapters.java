package dev.intarsia.replay.paper;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.replay.engine.BinaryFields;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.StorageCost;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adapters assembled from the paper's pool, from the lowest layer up in batches of each user's history. */
final class PaperAdapters implements UserAdapters {
    private final PaperSettings settings;
    private final PaperPool pool;
    private final Views views;
    private final LayerwiseAssembly assembly;
    private final Map<String, PaperUser> users = new HashMap<>();

    /** @param views knowing nobody */
    PaperAdapters(ReplayModel model, PaperSettings settings, PaperPool pool, Views views, FlopMeter meter) {
        this.settings = settings;
        this.pool = pool;
        this.views = views;
        this.assembly = new LayerwiseAssembly(model, pool, settings.kept(), meter);
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            PaperUser user = users.computeIfAbsent(
                    event.user(), absent -> new PaperUser(settings.together(), settings.assembledFrom()));
            List<Example> seen = views.next(event);
            if (!seen.isEmpty()) {
                user.add(seen);
            }
        }
    }

    /** Assembling waits for a question: in between, half batches would be assembled that nobody looks at. */
    @Override
    public void expect(Set<String> asked) {
        if (pool.sharers().isEmpty()) {
            return;
        }
        List<PaperUser.Batch> due = asked.stream()
                .flatMap(user -> Stream.<@Nullable PaperUser>ofNullable(users.get(user)))
                .flatMap(user -> user.due().stream())
                .toList();
        List<Map<ModuleId, float[]>> tables =
                assembly.assemble(due.stream().map(PaperUser.Batch::examples).toList());
        for (int i = 0; i < due.size(); i++) {
            due.get(i).assembled(tables.get(i));
        }
    }

    @Override
    public Optional<Adapter> of(String user) {
        PaperUser standing = users.get(user);
        if (standing == null || pool.sharers().isEmpty()) {
            return Optional.empty();
        }
        Map<ModuleId, float[]> table = standing.table();
        return table.isEmpty() ? Optional.empty() : Optional.of(pool.compose(table));
    }

    @Override
    public StorageCost kept() {
        return new StorageCost(users.size() * pool.tableBytes(), pool.bytes());
    }

    /** Writes what has been assembled, which is not done again. */
    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(users.size());
        for (Map.Entry<String, PaperUser> user : new TreeMap<>(users).entrySet()) {
            BinaryFields.write(out, user.getKey());
            user.getValue().write(out);
        }
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        learn(learned);
        for (int left = in.readInt(); left > 0; left--) {
            PaperUser user = users.get(BinaryFields.text(in));
            if (user == null) {
                throw new IOException("The state of the paper's method is of users who have learned nothing.");
            }
            user.read(in);
        }
    }
}

package dev.intarsia.tasks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All tasks by name. */
public final class Tasks {
    private static final List<String> BUNDLED = List.of(
            "movie-rating.yaml",
            "next-movie.yaml",
            "commit-subject.yaml",
            "commit-word.yaml",
            "lamp-1.yaml",
            "lamp-1-citation.yaml",
            "lamp-1-paper.yaml",
            "lamp-2m.yaml",
            "lamp-2n.yaml",
            "lamp-3.yaml",
            "lamp-4.yaml",
            "lamp-5.yaml",
            "lamp-7.yaml",
            "lamp-7-tweet.yaml");

    private final Map<String, Task> byName;

    private Tasks(Map<String, Task> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** The tasks of the sample stream, of the recorded commits and of the LaMP benchmark. */
    public static Tasks bundled() {
        return Bundled.TASKS;
    }

    /** Read once, when first asked for. */
    private static final class Bundled {
        private static final Tasks TASKS = read();

        private static Tasks read() {
            Map<String, Task> found = new TreeMap<>();
            for (String file : BUNDLED) {
                try (InputStream in = Tasks.class.getResourceAsStream("/tasks/" + file)) {
                    if (in == null) {
                        throw new TaskFileException(file, "", "is not on the class path; build schemas/tasks again");
                    }
                    add(found, file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new TaskFileException(file, "cannot be read; check the installation", e);
                }
            }
            return new Tasks(found);
        }
    }

    /**
     * The bundled tasks and those of a directory, whose files may replace bundled ones of the same name.
     *
     * @param directory holds one {@code .yaml} file per task; others are left alone
     * @throws TaskFileException where a file cannot be used
     */
    public static Tasks load(Path directory) {
        Map<String, Task> own = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                add(own, file.toString(), Files.readString(file));
            }
        } catch (NoSuchFileException e) {
            throw new TaskFileException(directory.toString(), "does not exist; create it or name another", e);
        } catch (IOException e) {
            throw new TaskFileException(directory.toString(), "cannot be read; check its permissions", e);
        }
        Map<String, Task> all = new TreeMap<>(bundled().byName);
        all.putAll(own);
        Tasks tasks = new Tasks(all);
        List<String> chatting = tasks.chatting().map(Task::name).toList();
        if (chatting.size() > 1) {
            throw new TaskFileException(
                    directory.toString(),
                    "personal.chat",
                    "is true in the files of the tasks " + String.join(" and ", chatting)
                            + "; leave it in one of them");
        }
        return tasks;
    }

    /** One task from the text of its file; {@code file} is for messages. */
    public static Task parse(String file, String yaml) {
        return TaskFile.read(file, yaml);
    }

    /**
     * The task of this name.
     *
     * @throws UnknownTaskException where there is none
     */
    public Task require(String name) {
        Task task = byName.get(name);
        if (task == null) {
            throw new UnknownTaskException(name, byName.keySet());
        }
        return task;
    }

    /** The task that writes what stands of a user's past before plain chats, if there is one. */
    public Optional<Task> ofChats() {
        return chatting().findFirst();
    }

    private Stream<Task> chatting() {
        return byName.values().stream().filter(task -> task.personal().chat());
    }

    public Collection<Task> all() {
        return List.copyOf(byName.values());
    }

    private static void add(Map<String, Task> found, String file, String yaml) {
        Task task = TaskFile.read(file, yaml);
        if (found.put(task.name(), task) != null) {
            throw new TaskFileException(file, "name", "'" + task.name() + "' is taken by another file; rename one");
        }
    }
}

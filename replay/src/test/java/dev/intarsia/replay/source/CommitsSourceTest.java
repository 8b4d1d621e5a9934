package dev.intarsia.replay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.UnknownTaskException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CommitsSourceTest {
    private static final String COMMITS = "../data/commits";

    private final Sources sources = new Sources(Tasks.bundled(), Clock.systemUTC());

    @Test
    void shouldReadAFolderOfCommitsAsARecordingOfFirstWords() throws IOException {
        Recording recording = sources.read(SourceOptions.of(COMMITS).spec(Instant.now()), ReadingListener.NONE);

        assertThat(recording.name()).isEqualTo("commits");
        assertThat(recording.task()).isEqualTo("commit-word");
        assertThat(recording.excluded().total()).isZero();
        assertThat(recording.events()).hasSize(13_875);
        Set<String> authors =
                recording.events().stream().map(RecordedEvent::user).collect(Collectors.toSet());
        assertThat(authors).hasSize(1_386);
    }

    @Test
    void shouldReadATaskOnlyWithItsFile() {
        SourceOptions subjects = SourceOptions.of(COMMITS).withTask("commit-sentiment");

        assertThatThrownBy(() -> sources.read(subjects.spec(Instant.now()), ReadingListener.NONE))
                .isInstanceOf(UnknownTaskException.class)
                .hasMessageContaining("commit-word");
    }
}

package dev.intarsia.replay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.intarsia.replay.lamp.MalformedLampException;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of everything that can be wrong, or only strange, in files of the benchmark's form. */
class LampSourceTest {
    private static final String ITEM = "{'id': 'p1', 'text': 'Dull.', 'score': '2', 'date': '2020-05-17'}";
    private static final String QUESTION = "{'id': '1', 'input': 'Stars? review: Bright.', 'profile': [" + ITEM + "]}";
    private static final String GOLDS = "{'id': '1', 'output': '4'}";

    @TempDir
    Path folder;

    @Test
    void shouldReadAQuestionWithItsProfile() throws IOException {
        Recording recording = read(QUESTION, GOLDS);

        assertThat(recording.events())
                .containsExactly(new RecordedEvent(
                        "item-p1",
                        "dev/1",
                        Instant.parse("2020-05-17T00:00:00Z"),
                        "lamp-3",
                        Map.of("review", "Dull."),
                        "2"));
        assertThat(recording.questions())
                .containsExactly(new RecordedEvent(
                        "dev/1",
                        "dev/1",
                        Instant.parse("2020-05-17T00:00:00.001Z"),
                        "lamp-3",
                        Map.of("review", "Bright."),
                        "4"));
    }

    /** Each leaves out what it says and keeps the good question or its good item. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'input': 'review: A', 'profile': []}                                | unreadable question
                    {'id': '2', 'profile': []}                                           | unreadable question
                    {'id': '2', 'input': 'review: A', 'profile': {}}                     | unreadable question
                    {'id': '2', 'input': 'review: A', 'profile': [], 'user_id': []}      | unreadable question
                    {'id': '2', 'input': 'review: A', 'profile': [], 'date': 'May'}      | question with an unreadable date
                    'a text'                                                             | unreadable question
                    {'id': '3', 'input': 'review: A', 'profile': []}                     | question without an answer
                    {'id': '9', 'input': 'A', 'profile': []}                             | question without its own text
                    {'id': '9', 'input': 'review:  ', 'profile': []}                     | question without its own text
                    {'id': '9', 'input': 'review: A', 'profile': []}                     | question that does not fit task lamp-3
                    """)
    void shouldLeaveOutAQuestionItCannotUse(String question, String reason) throws IOException {
        Recording recording = read(QUESTION + "," + question, GOLDS + ",{'id': '9', 'output': '6'}");

        assertThat(recording.questions()).extracting(RecordedEvent::id).containsExactly("dev/1");
        assertThat(recording.excluded().counts()).containsEntry(reason, 1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'text': 'A', 'score': '1', 'date': '2020'}                       | unreadable profile item
                    'a text'                                                          | unreadable profile item
                    {'id': 'p2', 'score': '1', 'date': '2020'}                        | profile item without its text
                    {'id': 'p2', 'text': ' ', 'score': '1', 'date': '2020'}           | profile item without its text
                    {'id': 'p2', 'text': 'A', 'date': '2020'}                         | profile item without its text
                    {'id': 'p2', 'text': 'A', 'score': '7', 'date': '2020'}           | profile item that does not fit task lamp-3
                    {'id': 'p2', 'text': 'A', 'score': 1.5, 'date': '2020'}           | profile item without its text
                    {'id': 'p2', 'text': 'A', 'score': '1', 'date': 'last May'}       | profile item with an unreadable date
                    {'id': 'p2', 'text': 'A', 'score': '1', 'date': '2020-13'}        | profile item with an unreadable date
                    {'id': 'p2', 'text': 'A', 'score': '1'}                           | profile item without a date among others
                    {'id': 'p1', 'text': 'Dull.', 'score': '2', 'date': '2020-5-17'}  | profile item listed twice
                    {'id': 'p2', 'text': 'A', 'score': '1', 'date': 1589673600}       | profile item with an unreadable date
                    {'id': 'p2', 'text': 'Bright.', 'score': '4', 'date': '2019'}     | profile item that is its question
                    """)
    void shouldLeaveOutAnItemItCannotUse(String item, String reason) throws IOException {
        Recording recording = read(QUESTION.replace(ITEM, ITEM + "," + item), GOLDS);

        assertThat(recording.questions()).hasSize(1);
        assertThat(recording.events()).extracting(RecordedEvent::id).containsExactly("item-p1");
        assertThat(recording.excluded().counts()).isEqualTo(Map.of(reason, 1L));
    }

    @Test
    void shouldReadNumbersAsTexts() throws IOException {
        String question = "{'id': 1, 'input': 'review: A', 'user_id': 7, 'profile':"
                + " [{'id': 5, 'text': 'B', 'score': 2, 'date': 2019}]}";

        Recording recording = read(question, "{'id': 1, 'output': 4}");

        assertThat(recording.questions()).extracting(RecordedEvent::user).containsExactly("7");
        assertThat(recording.events()).extracting(RecordedEvent::output).containsExactly("2");
        assertThat(recording.excluded().total()).isZero();
    }

    @Test
    void shouldAskAQuestionWithAnEmptyProfile() throws IOException {
        Recording recording = read("{'id': '1', 'input': 'review: A', 'profile': []}", GOLDS);

        assertThat(recording.questions()).hasSize(1);
        assertThat(recording.events()).isEmpty();
        assertThat(recording.excluded().total()).isZero();
    }

    @Test
    void shouldReadAHistoryOfTenThousandItems() throws IOException {
        String items = IntStream.range(0, 10_000)
                .mapToObj(i -> "{'id': 'p" + i + "', 'text': 'Thing " + i + "', 'score': '3', 'date': '20"
                        + (10 + i % 10) + "-01-01'}")
                .collect(Collectors.joining(","));

        Recording recording = read(QUESTION.replace(ITEM, items), GOLDS);

        assertThat(recording.events()).hasSize(10_000);
        assertThat(recording.events().get(0).id()).isEqualTo("item-p0");
        assertThat(recording.events().get(1).id()).isEqualTo("item-p10");
        assertThat(recording.events().get(9_999).id()).isEqualTo("item-p9999");
        assertThat(recording.questions().get(0).time()).isEqualTo(Instant.parse("2019-01-01T00:00:00.001Z"));
    }

    @Test
    void shouldKeepTheOrderOfTheFileWithinOneDateAndWithoutDates() throws IOException {
        String dated = "{'id': 'b', 'text': 'B', 'score': '1', 'date': '2020'},"
                + "{'id': 'a', 'text': 'A', 'score': '1', 'date': '2020-1-1'},"
                + "{'id': 'c', 'text': 'C', 'score': '1', 'date': '2019-12-31'}";

        assertThat(read(QUESTION.replace(ITEM, dated), GOLDS).events())
                .extracting(RecordedEvent::id)
                .containsExactly("item-c", "item-b", "item-a");
        Recording undated = read(QUESTION.replace(ITEM, dated.replaceAll(", 'date': '[^']*'", "")), GOLDS);
        assertThat(undated.events()).extracting(RecordedEvent::id).containsExactly("item-b", "item-a", "item-c");
        assertThat(undated.questions().get(0).time())
                .isAfter(undated.events().get(2).time());
    }

    @Test
    void shouldUseNothingDatedAfterAQuestion() throws IOException {
        String question = QUESTION.replace("'id': '1',", "'id': '1', 'date': '2020-05-16',");

        Recording recording = read(question, GOLDS);

        assertThat(recording.events()).isEmpty();
        assertThat(recording.excluded().counts()).isEqualTo(Map.of("profile item dated after its question", 1L));
    }

    /** Of one day are all of them; only what each profile holds says what was known when. */
    @Test
    void shouldMergeGrowingProfilesIntoOneHistory() throws IOException {
        String b = ITEM.replace("p1", "p2").replace("Dull.", "Bright.");
        String c = ITEM.replace("p1", "p3").replace("2020-05-17", "2020-05-01");
        String later =
                "{'id': '2', 'input': 'review: Late.', 'user_id': 'u', 'profile': [%s, %s, %s]}".formatted(c, b, ITEM);
        String earlier = QUESTION.replace("'id': '1',", "'id': '1', 'user_id': 'u',");

        Recording recording = read(later + "," + earlier, GOLDS + ",{'id': '2', 'output': '1'}");

        assertThat(recording.events())
                .extracting(RecordedEvent::user, RecordedEvent::id)
                .containsExactly(tuple("u", "item-p1"), tuple("u", "item-p3"), tuple("u", "item-p2"));
        assertThat(recording.questions()).extracting(RecordedEvent::id).containsExactly("dev/1", "dev/2");
        assertThat(recording.events().get(0).time())
                .isBefore(recording.questions().get(0).time());
        assertThat(recording.events().get(1).time())
                .isAfter(recording.questions().get(0).time());
        assertThat(recording.events().get(2).time())
                .isBefore(recording.questions().get(1).time());
    }

    /** Everything but the thing itself, as a profile, tells the answers to the user's other questions. */
    @Test
    void shouldGiveEachQuestionItsOwnUserWhereProfilesWouldLeakAnswers() throws IOException {
        String one = "{'id': '1', 'input': 'review: A', 'user_id': 'u', 'profile':"
                + " [{'id': 'b', 'text': 'B', 'score': '1', 'date': '2020'}]}";
        String two = "{'id': '2', 'input': 'review: B', 'user_id': 'u', 'profile':"
                + " [{'id': 'a', 'text': 'A', 'score': '4', 'date': '2020'}]}";

        Recording recording = read(one + "," + two, GOLDS + ",{'id': '2', 'output': '1'}");

        assertThat(recording.events())
                .extracting(RecordedEvent::user, RecordedEvent::id)
                .containsExactlyInAnyOrder(tuple("u/dev/1", "item-b"), tuple("u/dev/2", "item-a"));
        assertThat(recording.questions())
                .extracting(RecordedEvent::user, RecordedEvent::id)
                .containsExactlyInAnyOrder(tuple("u/dev/1", "dev/1"), tuple("u/dev/2", "dev/2"));
    }

    /** One profile does not hold the other's, so neither question may see both. */
    @Test
    void shouldGiveEachQuestionItsOwnFormOfAnItem() throws IOException {
        String one = QUESTION.replace("'id': '1',", "'id': '1', 'user_id': 'u',");
        String two =
                one.replace("'id': '1'", "'id': '2'").replace("Dull.", "Dim.").replace("Bright.", "Brighter.");

        Recording recording = read(one + "," + two, GOLDS + ",{'id': '2', 'output': '1'}");

        assertThat(recording.events())
                .extracting(RecordedEvent::user, event -> event.input().get("review"))
                .containsExactly(tuple("u/dev/1", "Dull."), tuple("u/dev/2", "Dim."));
        assertThat(recording.excluded().total()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'id': 'p1', 'text': 'Dull.', 'score': '5', 'date': '2020-05-18'}
                    {'id': 'p1', 'text': 'Dull.', 'score': '2', 'date': '2020-05-18'}
                    {'id': 'p1', 'text': 'Dull.', 'score': '5', 'date': '2020-05-17'}
                    {'id': 'p1', 'text': 'Not so dull.', 'score': '2', 'date': '2020-05-17'}
                    """)
    void shouldTakeAnItemThatComesAgainOtherwiseForAnEventOfItsOwn(String again) throws IOException {
        Recording recording = read(QUESTION.replace(ITEM, ITEM + "," + again + "," + ITEM), GOLDS);

        assertThat(recording.events()).extracting(RecordedEvent::id).containsExactly("item-p1", "item-p1/2");
        assertThat(recording.excluded().counts()).isEqualTo(Map.of("profile item listed twice", 1L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    5.0 | 5
                    5.  | 5
                    1e0 | 1
                    0_5 | 5
                    ４   | 4
                    """)
    void shouldReadRatingsAsTheEvaluationReadsNumbers(String written, String label) throws IOException {
        String question = QUESTION.replace("'score': '2'", "'score': '" + written + "'");

        Recording recording = read(question, "{'id': '1', 'output': ' " + written + " '}");

        assertThat(recording.events()).extracting(RecordedEvent::output).containsExactly(label);
        assertThat(recording.questions()).extracting(RecordedEvent::output).containsExactly(label);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    'date': '2020-05-17' | 'date': 1589673600000 | has the date '1589673600000', which looks like milliseconds; give 2009, 2009-05
                    'date': '2020-05-17' | 'date': '1589673600'  | which looks like seconds; give
                    'date': '2020-05-17' | 'date': '20200517'    | which looks like a day, as in 20260131; give
                    'date': '2020-05-17' | 'date': '17/05/2020'  | has the date '17/05/2020', which is none
                    'score': '2'         | 'score': 'good'       | does not fit task lamp-3
                    'text'               | 'review'              | profile item without its text
                    """)
    void shouldStopWhereNoItemOfAnyProfileCanBeRead(String good, String bad, String why) throws IOException {
        String item = ITEM.replace(good, bad);
        String question = QUESTION.replace(ITEM, item + "," + item.replace("p1", "p2"));

        assertThatThrownBy(() -> read(question, GOLDS))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageStartingWith("None of the 2 profile items in " + folder)
                .hasMessageContaining("The first: ")
                .hasMessageContaining("item p1: ")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    UTF-16LE | [{'id': '1'}]                  | dev_questions.json is text in UTF-16LE
                    UTF-16   | [{'id': '1'}]                  | dev_questions.json is text in UTF-16
                    UTF-8    | <!DOCTYPE html><p>Not found    | dev_questions.json is an HTML page
                    UTF-8    | ~~                             | dev_questions.json is empty
                    UTF-8    | {'id': '1'}                    | dev_questions.json is no list of questions
                    UTF-8    | id,input,profile               | dev_questions.json is not valid JSON at line 1
                    """)
    void shouldRefuseFilesOfAnotherFormat(String charset, String content, String problem) throws IOException {
        write("dev_outputs.json", outputs("LaMP_3", GOLDS));
        Files.write(
                folder.resolve("dev_questions.json"), content.replace('\'', '"').getBytes(charset));

        assertThatThrownBy(() -> read(Set.of()))
                .isInstanceOf(MalformedLampException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void shouldReadFilesBehindAByteOrderMark() throws IOException {
        write("dev_outputs.json", "\uFEFF" + outputs("LaMP_3", GOLDS));
        write("dev_questions.json", "\uFEFF[" + QUESTION + "]");

        assertThat(read(Set.of()).questions()).hasSize(1);
    }

    @Test
    void shouldCountAnswersWithoutAQuestionAndUnreadableOnes() throws IOException {
        Recording recording = read(QUESTION, GOLDS + ",{'id': '2', 'output': '1'},{'id': '3'},'x'");

        assertThat(recording.excluded().counts())
                .isEqualTo(Map.of("answer without a question", 1L, "unreadable answer", 2L));
    }

    @Test
    void shouldCountTheQuestionsOfASplitWithoutOutputs() throws IOException {
        write("test_questions.json", "[{'id': '8', 'profile': [{'x': [1, 2]}]}, {'id': '9'}]");

        Recording recording = read(QUESTION, GOLDS);

        assertThat(recording.questions()).hasSize(1);
        assertThat(recording.excluded().counts()).isEqualTo(Map.of("question of a split without outputs", 2L));
        assertThatThrownBy(() -> read(Set.of("test")))
                .isInstanceOf(MalformedLampException.class)
                .hasMessageContaining("test_questions.json has no outputs file beside it");
        assertThatThrownBy(() -> read(Set.of("train"))).hasMessageContaining("not all of [train]");
    }

    @Test
    void shouldRefuseAFolderWithNothingToMeasure() throws IOException {
        assertThatThrownBy(() -> read(Set.of()))
                .isInstanceOf(MalformedLampException.class)
                .hasMessageContaining("holds no *questions.json");
        write("dev_questions.json", "[" + QUESTION + "]");
        assertThatThrownBy(() -> read(Set.of())).hasMessageContaining("has no outputs file beside it");
        write("dev_outputs.json", outputs("LaMP_3", "{'id': '7', 'output': '4'}"));
        assertThatThrownBy(() -> read(Set.of()))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("question without an answer=1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    LaMP_6 | whose e-mails are not public
                    LaMP_8 | which is unknown; use a file of LaMP_1, LaMP_2, LaMP_3, LaMP_4, LaMP_5, LaMP_7
                    """)
    void shouldRefuseOtherTasks(String task, String problem) throws IOException {
        write("dev_questions.json", "[" + QUESTION + "]");
        write("dev_outputs.json", outputs(task, GOLDS));

        assertThatThrownBy(() -> read(Set.of()))
                .isInstanceOf(MalformedLampException.class)
                .hasMessageStartingWith("dev_outputs.json is of ")
                .hasMessageContaining(problem);
    }

    @Test
    void shouldRefuseTwoTasksInOneFolder() throws IOException {
        write("train_questions.json", "[" + QUESTION + "]");
        write("train_outputs.json", outputs("LaMP_4", GOLDS));

        assertThatThrownBy(() -> read(QUESTION, GOLDS))
                .hasMessageContaining("train_outputs.json is of LaMP_4, while another is of LaMP_3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    [{'id': '1', 'input': 'review: A', 'profile': []},                | dev_questions.json is not valid JSON at line 1
                    [{'id': '1', 'id': '2'}]                                          | Duplicate field 'id'
                    [{'id': '1'}                                                      | dev_questions.json
                    {'id': '1', 'input': 'review: A', 'profile': []}                  | is no list of questions
                    [{'id': '1', 'input': 'review: A', 'profile': []}] []             | goes on behind its end
                    [{'id': '1', 'input': 'review: A', 'profile': []}, {'id': '1', 'input': 'review: B', 'profile': []}] | question 1 comes twice
                    """)
    void shouldRefuseQuestionsAfterMalformedJson(String questions, String problem) throws IOException {
        write("dev_questions.json", questions);
        write("dev_outputs.json", outputs("LaMP_3", GOLDS));

        assertThatThrownBy(() -> read(Set.of()))
                .isInstanceOf(MalformedLampException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'task': 'LaMP_3', 'golds': [{'id': '1', 'output': '4'}, {'id': '1', 'output': '5'}]} | two answers to question 1
                    {'task': 'LaMP_3'}                                         | another form
                    {'golds': []}                                              | another form
                    {'task': 'LaMP_3', 'golds': {}}                            | another form
                    []                                                         | another form
                    {'task': 'LaMP_3', 'golds': [                              | dev_outputs.json
                    """)
    void shouldRefuseOutputsAfterMalformedJson(String outputs, String problem) throws IOException {
        write("dev_questions.json", "[" + QUESTION + "]");
        write("dev_outputs.json", outputs);

        assertThatThrownBy(() -> read(Set.of()))
                .isInstanceOf(MalformedLampException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void shouldRefuseTextThatIsNotUtf8() throws IOException {
        write("dev_outputs.json", outputs("LaMP_3", GOLDS));
        Files.write(
                folder.resolve("dev_questions.json"),
                ("[" + QUESTION.replace("Dull", "Tr\u00fcb") + "]")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(Set.of()))
                .isInstanceOf(MalformedLampException.class)
                .hasMessageContaining("dev_questions.json");
    }

    @Test
    void shouldAcceptTheOlderFileNamesAndTellTheTwoTasksOfOneNameApart() throws IOException {
        write("questions.json", "[{'id': '1', 'input': 'Tag? description: A film; article: none.', 'profile': []}]");
        write("outputs.json", outputs("LaMP_2", "{'id': '1', 'output': 'sci-fi'}"));

        Recording recording = read(Set.of());

        assertThat(recording.task()).isEqualTo("lamp-2m");
        assertThat(recording.questions()).extracting(RecordedEvent::id).containsExactly("all/1");
        assertThat(recording.questions().get(0).input()).isEqualTo(Map.of("description", "A film; article: none."));
    }

    @Test
    void shouldUseCitationsAsHistoryWhereTheDataHasThem() throws IOException {
        write(
                "dev_questions.json",
                "[{'id': '1', 'input': 'On \\\"A \\\"B\\\" C\\\", [1] or [2]? [1]: \\\"D\\\" [2]: \\\"E \\\"F\\\"\\\"', 'profile':"
                        + " [{'id': 'p', 'title': 'G', 'abstract': '', 'citation': 'H', 'date': 2020},"
                        + " {'id': 'q', 'title': 'I', 'abstract': '', 'date': 2021},"
                        + " {'id': 'r', 'title': 'A \\\"B\\\" C', 'abstract': '', 'date': 2021}]}]");
        write("dev_outputs.json", outputs("LaMP_1", "{'id': '1', 'output': '[2]'}"));

        Recording recording = read(Set.of());

        assertThat(recording.questions().get(0).input())
                .isEqualTo(Map.of("title", "A \"B\" C", "first", "D", "second", "E \"F\""));
        assertThat(recording.events())
                .extracting(RecordedEvent::task, RecordedEvent::input, RecordedEvent::output)
                .containsExactly(
                        tuple("lamp-1-citation", Map.of("title", "G"), "H"), tuple("lamp-1-paper", Map.of(), "I"));
        assertThat(recording.excluded().counts()).isEqualTo(Map.of("profile item that is its question", 1L));
    }

    private Recording read(String questions, String golds) throws IOException {
        write("dev_questions.json", "[" + questions + "]");
        write("dev_outputs.json", outputs("LaMP_3", golds));
        return read(Set.of());
    }

    private Recording read(Set<String> splits) throws IOException {
        return new Sources(Tasks.bundled(), Clock.systemUTC())
                .read(new SourceSpec.Lamp(folder, splits), ReadingListener.NONE);
    }

    private static String outputs(String task, String golds) {
        return "{'task': '" + task + "', 'golds': [" + golds + "]}";
    }

    private void write(String file, String json) throws IOException {
        Files.writeString(folder.resolve(file), json.replace('\'', '"'));
    }
}

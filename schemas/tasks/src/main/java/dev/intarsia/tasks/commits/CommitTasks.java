package dev.intarsia.tasks.commits;

import java.util.List;
import java.util.regex.Pattern;

/** Tasks on commits: what an author writes about the files that are changed. */
public final class CommitTasks {
    /** The task that a file of commits is written in: the output is the whole subject. */
    public static final String SUBJECT = "commit-subject";

    /** The task of the subject's first word alone. */
    public static final String WORD = "commit-word";

    /** The label of every word that has none of its own. */
    public static final String OTHER = "other";

    private static final Pattern END_OF_WORD = Pattern.compile("[\\s:;,]+");

    private CommitTasks() {}

    /** What stands before the first white space, colon, semicolon or comma; empty where nothing does. */
    public static String firstWord(String subject) {
        return END_OF_WORD.split(subject.strip(), 2)[0];
    }

    /**
     * The label of a subject.
     *
     * @param labels of the task {@value #WORD}
     */
    public static String label(String subject, List<String> labels) {
        String word = firstWord(subject);
        return labels.contains(word) ? word : OTHER;
    }
}

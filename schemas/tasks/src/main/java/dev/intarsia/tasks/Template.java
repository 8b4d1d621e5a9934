package dev.intarsia.tasks;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import java.util.Map;
import java.util.Set;

/**
 * A Jinja template over strings. Values are data: text inside a value is never read as a template, and a template
 * reaches no file, class or other template.
 */
public record Template(String source) {
    private static final int LONGEST_RESULT = 1 << 20;

    private static final JinjavaConfig CONFIG = JinjavaConfig.newBuilder()
            .withNestedInterpretationEnabled(false)
            .withFailOnUnknownTokens(true)
            .withMaxOutputSize(LONGEST_RESULT)
            .withMaxRenderDepth(4)
            .withDisabled(Map.of(
                    Library.TAG,
                    Set.of("include", "import", "from", "extends", "block", "macro", "call", "do", "cycle"),
                    Library.FUNCTION,
                    // A function's name has its namespace before it, which is empty for these.
                    Set.of(":type", ":range", ":super"),
                    Library.FILTER,
                    Set.of("attr", "map", "pprint", "random", "fromyaml", "fromjson", "toyaml")))
            .build();

    private static final Jinjava JINJA = new Jinjava(CONFIG);

    /** What templates may use, for each thread: making it takes longer than most renderings. */
    private static final ThreadLocal<Context> LIBRARY =
            ThreadLocal.withInitial(() -> new Context(JINJA.getGlobalContextCopy(), Map.of(), CONFIG.getDisabled()));

    static {
        JINJA.setResourceLocator((name, encoding, interpreter) -> {
            throw new InterpretException(
                    "A task's template cannot read '" + name + "'; write its text into the task file");
        });
    }

    /**
     * Fills the template.
     *
     * @param values every variable the template names; an absent optional field is the empty string
     * @throws IllegalArgumentException where the template is malformed or names a variable without a value
     */
    public String render(Map<String, String> values) {
        Context library = LIBRARY.get();
        JinjavaInterpreter interpreter =
                new JinjavaInterpreter(JINJA, new Context(library, values, CONFIG.getDisabled()), CONFIG);
        JinjavaInterpreter.pushCurrent(interpreter);
        try {
            String text = interpreter.render(source);
            if (!interpreter.getErrors().isEmpty()) {
                throw unfilled(String.valueOf(interpreter.getErrors().get(0).getMessage()));
            }
            return text;
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unfilled(String.valueOf(e.getMessage()));
        } finally {
            JinjavaInterpreter.popCurrent();
            // Both collect what each rendering asked for.
            library.reset();
            library.getParent().reset();
        }
    }

    private IllegalArgumentException unfilled(String why) {
        return new IllegalArgumentException(
                "template \"" + source.replace("\n", "\\n") + "\" cannot be filled: " + why);
    }
}

package dev.intarsia.tasks;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.RenderResult;
import java.util.Map;
import java.util.Set;

/**
 * A Jinja template over strings. Values are data: text inside a value is never read as a template, and a template
 * reaches no file, class or other template.
 */
public record Template(String source) {
    private static final int LONGEST_RESULT = 1 << 20;

    private static final Jinjava JINJA = new Jinjava(JinjavaConfig.newBuilder()
            .withNestedInterpretationEnabled(false)
            .withFailOnUnknownTokens(true)
            .withMaxOutputSize(LONGEST_RESULT)
            .withMaxRenderDepth(4)
            .withDisabled(Map.of(
                    Library.TAG,
                    Set.of("include", "import", "from", "extends", "block", "macro", "call", "do", "cycle"),
                    Library.FUNCTION,
                    Set.of("type", "range", "super"),
                    Library.FILTER,
                    Set.of("attr", "map", "pprint", "random", "fromyaml", "fromjson", "toyaml")))
            .build());

    static {
        JINJA.setResourceLocator((name, encoding, interpreter) -> {
            throw new com.hubspot.jinjava.interpret.InterpretException(
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
        RenderResult result = JINJA.renderForResult(source, values);
        if (result.hasErrors()) {
            throw new IllegalArgumentException("template \"" + source.replace("\n", "\\n") + "\" cannot be filled: "
                    + result.getErrors().get(0).getMessage());
        }
        return result.getOutput();
    }
}

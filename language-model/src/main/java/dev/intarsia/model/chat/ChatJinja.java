package dev.intarsia.model.chat;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.TruthyTypeConverter;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.lib.tag.Tag;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinjava.de.odysseus.el.ExpressionFactoryImpl;
import jinjava.de.odysseus.el.tree.TreeStore;
import jinjava.de.odysseus.el.tree.impl.Cache;
import jinjava.javax.el.ExpressionFactory;

/** Jinjava, set up to give what Jinja2 gives as Transformers sets it up, and to refuse the rest. */
final class ChatJinja extends Jinjava {
    private static final int MOST_ELEMENTS = 20_000;
    private static final Set<String> BLOCKS =
            Set.of("if", "elif", "else", "for", "set", "macro", "raw", "break", "continue", "generation");
    private static final Set<String> FUNCTIONS = Set.of("namespace", "range");

    private final ExpressionFactory expressions =
            new ExpressionFactoryImpl(new TreeStore(new Expressions.Syntax(), new Cache(2000)), new PythonTruth());

    ChatJinja() {
        super(settings());
        for (Tag tag : Set.copyOf(getGlobalContext().getAllTags())) {
            if (!BLOCKS.contains(tag.getName())) {
                registerTag(new Tags.Refused(tag.getName(), tag.getEndTagName()));
            }
        }
        registerTag(new Tags.If());
        registerTag(new Tags.Set());
        registerTag(new Tags.For());
        registerTag(new Tags.Generation());
        Filters.all().forEach(this::registerFilter);
        Tests.all().forEach(this::registerExpTest);
        registerFunction(new ELFunctionDefinition("", "raise_exception", Functions.class, "raise", Object.class));
        registerFunction(new ELFunctionDefinition("", "strftime_now", Functions.class, "now", Object.class));
        registerFunction(new ELFunctionDefinition("", "range", Functions.class, "range", Object[].class));
        setResourceLocator((name, encoding, interpreter) -> {
            throw new InterpretException("it reads another file");
        });
    }

    private static JinjavaConfig settings() {
        Set<String> functions = new Jinjava()
                .getGlobalContext().getAllFunctions().stream()
                        .map(ELFunctionDefinition::getLocalName)
                        .filter(name -> !FUNCTIONS.contains(name))
                        .map(name -> ":" + name)
                        .collect(Collectors.toSet());
        return JinjavaConfig.newBuilder()
                .withElResolver(new TemplateReach())
                .withInterperterFactory(new Runs())
                .withNestedInterpretationEnabled(false)
                .withMaxOutputSize(Budget.LONGEST)
                .withMaxStringLength(Budget.LONGEST)
                .withMaxListSize(MOST_ELEMENTS)
                .withMaxMapSize(MOST_ELEMENTS)
                .withMaxRenderDepth(10)
                .withMaxMacroRecursionDepth(4)
                .withLegacyOverrides(LegacyOverrides.Builder.from(LegacyOverrides.ALL)
                        .withWhitespaceRequiredWithinTokens(false)
                        .build())
                .withDisabled(Map.of(Library.FUNCTION, functions))
                .build();
    }

    @Override
    public ExpressionFactory getExpressionFactory() {
        return expressions;
    }

    private static final class PythonTruth extends TruthyTypeConverter {
        private static final long serialVersionUID = 1;

        @Override
        protected Boolean coerceToBoolean(Object value) {
            return Python.truth(value);
        }
    }

    private static final class Runs implements InterpreterFactory {
        @Override
        public JinjavaInterpreter newInstance(JinjavaInterpreter other) {
            return new Budget(other);
        }

        @Override
        public JinjavaInterpreter newInstance(Jinjava application, Context context, JinjavaConfig config) {
            return new Budget(application, context, config);
        }
    }
}

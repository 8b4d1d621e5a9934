package dev.intarsia.model.chat;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.ForTag;
import com.hubspot.jinjava.lib.tag.IfTag;
import com.hubspot.jinjava.lib.tag.SetTag;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.objects.collections.PyList;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.TagToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Jinjava's blocks where Jinja2's differ. */
@SuppressWarnings("NullAway") // An undefined value is null there.
final class Tags {
    private Tags() {}

    /** {@code if} and {@code elif} by what Python takes for true. */
    static final class If extends IfTag {
        private static final long serialVersionUID = 1;

        @Override
        public boolean isPositiveIfElseNode(TagNode node, JinjavaInterpreter interpreter) {
            return Python.truth(interpreter.resolveELExpression(node.getHelpers(), node.getLineNumber()));
        }
    }

    /** {@code set}, after which a variable hides an outer one even where it is undefined. */
    static final class Set extends SetTag {
        private static final long serialVersionUID = 1;

        @Override
        public void executeSet(
                TagToken token, JinjavaInterpreter interpreter, String[] names, List<?> values, boolean block) {
            List<Object> set = null;
            if (values != null) {
                set = new ArrayList<>(values);
                set.replaceAll(value -> value == null ? Absent.UNDEFINED : value);
            }
            super.executeSet(token, interpreter, names, set, block);
        }
    }

    /** {@code for} over what Python goes through, with the condition that may follow. */
    static final class For extends ForTag {
        private static final long serialVersionUID = 1;

        @Override
        public String interpretUnchecked(TagNode node, JinjavaInterpreter interpreter) {
            for (Node child : node.getChildren()) {
                if (child instanceof TagNode tag
                        && tag.getName().toLowerCase(Locale.ROOT).equals("else")) {
                    throw new InterpretException("it has a 'for' with 'else', which is not known here");
                }
            }
            var parts = getLoopVarsAndExpression((TagToken) node.getMaster());
            String over = parts.getRight();
            int condition = condition(over);
            Object values = interpreter.resolveELExpression(
                    condition < 0 ? over : over.substring(0, condition), node.getLineNumber());
            List<Object> items = Python.items(values);
            if (condition >= 0) {
                String asked = over.substring(condition + 4);
                items.removeIf(item -> !holds(item, asked, parts.getLeft(), node, interpreter));
            }
            int names = parts.getLeft().size();
            for (Object item : names > 1 ? items : List.of()) {
                if (!(item instanceof List<?> given) || given.size() != names) {
                    throw new InterpretException("it has a 'for' with another number of names than values");
                }
            }
            return renderForCollection(node, interpreter, parts.getLeft(), new Turns(items, interpreter));
        }

        private static boolean holds(
                Object item, String asked, List<String> names, TagNode node, JinjavaInterpreter interpreter) {
            try (var scope = interpreter.enterScope()) {
                List<?> values = names.size() == 1 ? Arrays.asList(item) : Python.items(item);
                if (values.size() != names.size()) {
                    throw new InterpretException("it has a 'for' with another number of names than values");
                }
                for (int i = 0; i < names.size(); i++) {
                    interpreter.getContext().put(names.get(i), values.get(i));
                }
                return Python.truth(interpreter.resolveELExpression(asked, node.getLineNumber()));
            }
        }

        /** Where {@code " if "} stands outside of texts and brackets, or -1. */
        private static int condition(String over) {
            int depth = 0;
            char quote = 0;
            for (int i = 0; i < over.length(); i++) {
                char c = over.charAt(i);
                if (quote != 0) {
                    if (c == '\\') {
                        i++;
                    } else if (c == quote) {
                        quote = 0;
                    }
                } else if (c == '\'' || c == '"') {
                    quote = c;
                } else if ("([{".indexOf(c) >= 0) {
                    depth++;
                } else if (")]}".indexOf(c) >= 0) {
                    depth--;
                } else if (depth == 0 && over.substring(i).matches("(?s)\\sif\\s.*")) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** What a loop goes through; what one turn set is gone in the next. */
    private static final class Turns extends PyList {
        private final JinjavaInterpreter interpreter;

        Turns(List<Object> items, JinjavaInterpreter interpreter) {
            super(items);
            this.interpreter = interpreter;
        }

        @Override
        public Iterator<Object> iterator() {
            Iterator<Object> items = super.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return items.hasNext();
                }

                @Override
                public Object next() {
                    interpreter.getContext().getScope().keySet().retainAll(java.util.Set.of(ForTag.LOOP));
                    Budget.spend(5);
                    return items.next();
                }
            };
        }
    }

    /** Transformers' block around what an assistant said; it changes nothing of the text. */
    static final class Generation implements Tag {
        private static final long serialVersionUID = 1;

        @Override
        public String getName() {
            return "generation";
        }

        @Override
        public String interpret(TagNode node, JinjavaInterpreter interpreter) {
            StringBuilder out = new StringBuilder();
            node.getChildren().forEach(child -> out.append(child.render(interpreter)));
            return out.toString();
        }
    }

    /** A block that is refused where a template has it. */
    record Refused(String name, String end) implements Tag {
        private static final long serialVersionUID = 1;

        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getEndTagName() {
            return end;
        }

        @Override
        public String interpret(TagNode node, JinjavaInterpreter interpreter) {
            throw new InterpretException("it has the block '" + name + "', which is not known here");
        }
    }
}

package dev.intarsia.chat.syntax;

import dev.intarsia.chat.value.Namespace;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.Values;
import java.util.List;

/** What a value is given to. */
sealed interface AssignmentTarget {
    void set(Scope scope, Object value);

    /** A variable. */
    record Variable(String name) implements AssignmentTarget {
        @Override
        public void set(Scope scope, Object value) {
            scope.set(name, value);
        }
    }

    /** A part of a namespace. */
    record Part(String namespace, String name) implements AssignmentTarget {
        @Override
        public void set(Scope scope, Object value) {
            if (!(scope.get(namespace) instanceof Namespace holder)) {
                throw new TemplateProblem("it sets '" + name + "' of '" + namespace + "', which is no namespace");
            }
            holder.set(name, value);
        }
    }

    /** Several, which get a value each. */
    record Several(List<AssignmentTarget> targets) implements AssignmentTarget {
        @Override
        public void set(Scope scope, Object value) {
            List<Object> values = Values.items(value);
            if (values.size() != targets.size()) {
                throw new TemplateProblem(
                        "it has another number of names than values: " + targets.size() + " and " + values.size());
            }
            for (int i = 0; i < values.size(); i++) {
                targets.get(i).set(scope, values.get(i));
            }
        }
    }
}

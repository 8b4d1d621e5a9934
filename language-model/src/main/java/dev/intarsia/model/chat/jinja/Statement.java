package dev.intarsia.model.chat.jinja;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a template that does something. */
sealed interface Statement {
    /** How it goes on behind a statement. */
    enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    Flow run(Scope scope, Output output);

    static Flow all(List<Statement> statements, Scope scope, Output output) {
        for (Statement statement : statements) {
            Flow flow = statement.run(scope, output);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    record Text(String text) implements Statement {
        @Override
        public Flow run(Scope scope, Output output) {
            output.write(text);
            return Flow.ON;
        }
    }

    record Print(Expression expression) implements Statement {
        @Override
        public Flow run(Scope scope, Output output) {
            output.write(Values.text(expression.value(scope), scope.work()));
            return Flow.ON;
        }
    }

    record Jump(Flow flow) implements Statement {
        @Override
        public Flow run(Scope scope, Output output) {
            return flow;
        }
    }

    /** Statements that belong together and have no names of their own. */
    record Block(List<Statement> body) implements Statement {
        @Override
        public Flow run(Scope scope, Output output) {
            return all(body, scope, output);
        }
    }

    record If(Expression condition, List<Statement> then, List<Statement> otherwise) implements Statement {
        @Override
        public Flow run(Scope scope, Output output) {
            scope.work().charge(1);
            return all(Values.truth(condition.value(scope)) ? then : otherwise, scope, output);
        }
    }

    /** Names that a value, or each of its elements, is given to. */
    record Target(List<String> names, @Nullable String attribute) {
        void set(Object value, Scope scope) {
            if (attribute != null) {
                if (!(scope.get(names.get(0)) instanceof Namespace namespace)) {
                    throw new JinjaException(
                            "it sets '" + attribute + "' of '" + names.get(0) + "', which is no namespace");
                }
                namespace.values().put(attribute, value);
            } else if (names.size() == 1) {
                scope.set(names.get(0), value);
            } else {
                List<?> parts = Filters.elements(value, scope.work());
                if (parts.size() != names.size()) {
                    throw new JinjaException(parts.size() + " values are given to the names " + names);
                }
                for (int i = 0; i < parts.size(); i++) {
                    scope.set(names.get(i), parts.get(i));
                }
            }
        }
    }

    record Set(Target target, Expression value) implements Statement {
        @Override
        public Flow run(Scope scope, Output output) {
            target.set(value.value(scope), scope);
            return Flow.ON;
        }
    }

    /** {@code set} with a body, whose text is the value. */
    record Capture(Target target, List<Statement> body) implements Statement {
        @Override
        public Flow run(Scope scope, Output output) {
            Output own = new Output(scope.work());
            all(body, scope.inner(), own);
            target.set(own.text(), scope);
            return Flow.ON;
        }
    }

    record For(
            Target target,
            Expression all,
            @Nullable Expression condition,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {
        @Override
        public Flow run(Scope scope, Output output) {
            List<Object> chosen = new ArrayList<>();
            for (Object each : Filters.elements(all.value(scope), scope.work())) {
                Scope inner = scope.inner();
                target.set(each, inner);
                if (condition == null || Values.truth(condition.value(inner))) {
                    chosen.add(each);
                }
            }
            for (int i = 0; i < chosen.size(); i++) {
                scope.work().charge(2);
                Scope inner = scope.inner();
                inner.set("loop", loop(chosen, i));
                target.set(chosen.get(i), inner);
                if (Statement.all(body, inner, output) == Flow.BREAK) {
                    break;
                }
            }
            return chosen.isEmpty() ? Statement.all(otherwise, scope, output) : Flow.ON;
        }

        private static Map<String, Object> loop(List<Object> all, int at) {
            Map<String, Object> loop = new LinkedHashMap<>();
            loop.put("index", at + 1L);
            loop.put("index0", (long) at);
            loop.put("revindex", (long) all.size() - at);
            loop.put("revindex0", all.size() - at - 1L);
            loop.put("first", at == 0);
            loop.put("last", at == all.size() - 1);
            loop.put("length", (long) all.size());
            loop.put("previtem", at == 0 ? new Undefined("the element before the first") : all.get(at - 1));
            loop.put("nextitem", at == all.size() - 1 ? new Undefined("the element after the last") : all.get(at + 1));
            loop.put("cycle", (Callable) given -> !given.ordered().isEmpty()
                    ? given.ordered().get(at % given.ordered().size())
                    : new Undefined("a cycle of nothing"));
            return loop;
        }
    }

    /** @param defaults by name, for those parameters that have one */
    record Macro(String name, List<String> parameters, Map<String, Expression> defaults, List<Statement> body)
            implements Statement {
        @Override
        public Flow run(Scope scope, Output output) {
            scope.set(name, (Callable) given -> call(scope, given));
            return Flow.ON;
        }

        private Object call(Scope around, Arguments given) {
            Work work = around.work();
            work.enter();
            given.atMost(parameters.size(), parameters.toArray(String[]::new));
            Scope inner = around.inner();
            for (int i = 0; i < parameters.size(); i++) {
                String parameter = parameters.get(i);
                inner.set(
                        parameter,
                        given.has(i, parameter)
                                ? given.get(i, parameter)
                                : defaults.containsKey(parameter)
                                        ? requireNonNull(defaults.get(parameter))
                                                .value(inner)
                                        : new Undefined("the parameter '" + parameter + "'"));
            }
            Output output = new Output(work);
            Statement.all(body, inner, output);
            work.leave();
            return output.text();
        }
    }
}

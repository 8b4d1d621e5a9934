package dev.intarsia.model.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a template that has a value. */
sealed interface Expression {
    Object value(Scope scope);

    record Literal(Object value) implements Expression {
        @Override
        public Object value(Scope scope) {
            return value;
        }
    }

    record Name(String name) implements Expression {
        @Override
        public Object value(Scope scope) {
            scope.work().charge(1);
            return scope.get(name);
        }
    }

    record Listing(List<Expression> elements) implements Expression {
        @Override
        public Object value(Scope scope) {
            scope.work().elements(elements.size());
            List<Object> values = new ArrayList<>();
            elements.forEach(element -> values.add(element.value(scope)));
            return values;
        }
    }

    /** @param entries keys and values in turn */
    record Mapping(List<Expression> entries) implements Expression {
        @Override
        public Object value(Scope scope) {
            scope.work().elements(entries.size());
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < entries.size(); i += 2) {
                if (!(entries.get(i).value(scope) instanceof String key)) {
                    throw new JinjaException("the keys of a mapping must be texts");
                }
                map.put(key, entries.get(i + 1).value(scope));
            }
            return map;
        }
    }

    /** {@code of.name} */
    record Attribute(Expression of, String name) implements Expression {
        @Override
        public Object value(Scope scope) {
            scope.work().charge(1);
            return Members.attribute(of.value(scope), name, scope.work());
        }
    }

    /** {@code of[key]} */
    record Item(Expression of, Expression key) implements Expression {
        @Override
        public Object value(Scope scope) {
            scope.work().charge(1);
            return Members.item(of.value(scope), key.value(scope), scope.work());
        }
    }

    /** {@code of[from:to:step]} */
    record Slice(
            Expression of,
            @Nullable Expression from,
            @Nullable Expression to,
            @Nullable Expression step) implements Expression {
        @Override
        public Object value(Scope scope) {
            return Members.slice(
                    of.value(scope), bound(from, scope), bound(to, scope), bound(step, scope), scope.work());
        }

        private static @Nullable Long bound(@Nullable Expression bound, Scope scope) {
            Object value = bound == null ? None.NONE : bound.value(scope);
            if (value == None.NONE) {
                return null;
            }
            if (value instanceof Long number) {
                return number;
            }
            throw new JinjaException("a slice needs whole numbers, not " + Values.kind(value));
        }
    }

    /** What a call is given: values in order, then by name. */
    record Given(List<Expression> ordered, Map<String, Expression> named) {
        static final Given NOTHING = new Given(List.of(), Map.of());

        Arguments values(Scope scope) {
            List<Object> values = new ArrayList<>();
            ordered.forEach(each -> values.add(each.value(scope)));
            Map<String, Object> byName = new LinkedHashMap<>();
            named.forEach((name, each) -> byName.put(name, each.value(scope)));
            return new Arguments(values, byName);
        }
    }

    record Call(Expression callee, Given given) implements Expression {
        @Override
        public Object value(Scope scope) {
            scope.work().charge(1);
            Object function = callee.value(scope);
            if (function instanceof Callable callable) {
                return callable.call(given.values(scope));
            }
            throw new JinjaException(
                    function instanceof Undefined missing
                            ? "it calls " + missing.what() + ", which is not known here"
                            : Values.kind(function) + " cannot be called");
        }
    }

    record Filter(Expression of, String name, Given given) implements Expression {
        @Override
        public Object value(Scope scope) {
            scope.work().charge(1);
            return Filters.apply(name, of.value(scope), given.values(scope), scope.work());
        }
    }

    record Test(Expression of, String name, Given given, boolean negated) implements Expression {
        @Override
        public Object value(Scope scope) {
            scope.work().charge(1);
            return Tests.holds(name, of.value(scope), given.values(scope), scope.work()) != negated;
        }
    }

    record Not(Expression of) implements Expression {
        @Override
        public Object value(Scope scope) {
            return !Values.truth(of.value(scope));
        }
    }

    record Negative(Expression of) implements Expression {
        @Override
        public Object value(Scope scope) {
            return Operators.apply("-", 0L, of.value(scope), scope.work());
        }
    }

    /** The first where it decides the matter, or else the second. */
    record Either(Expression first, Expression second, boolean decides) implements Expression {
        @Override
        public Object value(Scope scope) {
            Object value = first.value(scope);
            return Values.truth(value) == decides ? value : second.value(scope);
        }
    }

    record Binary(String operator, Expression left, Expression right) implements Expression {
        @Override
        public Object value(Scope scope) {
            return Operators.apply(operator, left.value(scope), right.value(scope), scope.work());
        }
    }

    /** {@code a < b < c} holds where both do. */
    record Comparison(Expression first, List<String> operators, List<Expression> others) implements Expression {
        @Override
        public Object value(Scope scope) {
            Object left = first.value(scope);
            for (int i = 0; i < others.size(); i++) {
                Object right = others.get(i).value(scope);
                if (!Operators.compare(operators.get(i), left, right, scope.work())) {
                    return false;
                }
                left = right;
            }
            return true;
        }
    }

    record Choice(
            Expression then, Expression condition, @Nullable Expression otherwise) implements Expression {
        @Override
        public Object value(Scope scope) {
            if (Values.truth(condition.value(scope))) {
                return then.value(scope);
            }
            return otherwise == null ? new Undefined("a choice without else") : otherwise.value(scope);
        }
    }
}

package dev.intarsia.chat.syntax;

import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.Reach;
import dev.intarsia.chat.value.TemplateProblem;

/** The call of a function or method. */
record Call(Expression callee, CallArguments arguments) implements Expression {
    /** A name. */
    record Variable(String name) implements Expression {
        @Override
        public Object value(Scope scope) {
            return scope.get(name);
        }
    }

    /** What follows a dot. */
    record Member(Expression base, String name) implements Expression {
        @Override
        public Object value(Scope scope) {
            return Reach.attribute(base.value(scope), name);
        }
    }

    @Override
    public Object value(Scope scope) {
        Budget.spend(1);
        Object called = callee.value(scope);
        if (Absent.undefined(called) && callee instanceof Variable variable) {
            throw new TemplateProblem("it calls '" + variable.name() + "', which is not known here");
        } else if (Absent.undefined(called) && callee instanceof Member member) {
            throw new TemplateProblem(
                    "it calls '" + member.name() + "' of a value that has none, which is not known here");
        }
        return Reach.call(called, arguments.in(scope));
    }
}

package dev.intarsia.oppu.learn;

import dev.intarsia.model.adapter.AdapterState;

/**
 * Users as own adapters see them: whoever has a residual has no own adapter yet, and gets one from the base model. What is
 * beneath a residual is made of other people's pieces, which must not become part of an own adapter.
 */
record WithoutResiduals(UserStates states) implements UserStates {
    @Override
    public UserState of(String user) {
        UserState state = states.of(user);
        return state.hasResidual() ? state.withoutOwn() : state;
    }

    @Override
    public AdapterState adapter(String user) {
        return states.adapter(user);
    }

    @Override
    public boolean released(String user) {
        return states.released(user);
    }
}

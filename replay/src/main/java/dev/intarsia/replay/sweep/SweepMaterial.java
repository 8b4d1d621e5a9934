package dev.intarsia.replay.sweep;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.engine.ReplayModel;
import java.util.List;
import java.util.Map;

/**
 * Everything that is computed once for a group of asked users.
 *
 * @param pool of the sharers
 * @param publications what of the sharers' versions would have been published
 * @param samples of the population's events
 * @param signatures of the asked users' histories
 * @param own adapters by number of newest events and user
 */
record SweepMaterial(
        ReplayModel model,
        SweepSettings settings,
        List<AskedUser> asked,
        SweptPool pool,
        Publications publications,
        SampledSignatures samples,
        AskedSignatures signatures,
        Map<Integer, Map<String, Adapter>> own) {}

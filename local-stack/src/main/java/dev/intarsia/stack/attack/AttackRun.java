package dev.intarsia.stack.attack;

import dev.intarsia.stack.attack.Attack.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All attacks, one after the other. */
public final class AttackRun {
    private AttackRun() {}

    /**
     * @param progress hears of each result
     * @throws IOException where the gateway does not answer ordinary requests even before it is attacked
     */
    public static List<AttackResult> on(AttackTarget target, Consumer<AttackResult> progress) throws IOException {
        UsualRequest others = UsualRequest.measured(target);
        List<Attack> attacks = new ArrayList<>(ProtocolAttacks.all());
        attacks.addAll(JsonAttacks.all());
        attacks.addAll(ClientAttacks.all());
        attacks.addAll(new CrowdAttacks(others).all());
        List<AttackResult> results = new ArrayList<>();
        for (Attack attack : attacks) {
            AttackResult result = result(attack, target, others);
            results.add(result);
            progress.accept(result);
        }
        return results;
    }

    private static AttackResult result(Attack attack, AttackTarget target, UsualRequest others) {
        long begin = System.nanoTime();
        Outcome outcome = outcome(attack, target);
        String afterwards = others.problem();
        return new AttackResult(
                attack.name(),
                attack.tried(),
                attack.expected(),
                outcome.seen(),
                afterwards,
                outcome.ok() && afterwards.isEmpty(),
                (System.nanoTime() - begin) / 1_000_000);
    }

    private static Outcome outcome(Attack attack, AttackTarget target) {
        try {
            return attack.trial().run(target);
        } catch (IOException e) {
            return new Outcome(false, "failed: " + e.getMessage());
        }
    }
}

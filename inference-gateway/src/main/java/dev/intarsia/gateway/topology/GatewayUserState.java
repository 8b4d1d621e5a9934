package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.BehaviorEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of users, for requests. Safe to use from several threads.
 *
 * <p>Every method throws {@link StateUnavailableException} while the stores move between instances.
 */
public interface GatewayUserState {
    Optional<Assignment> assignment(String user);

    /** The newest complete version of the user's own adapter, without its weights. */
    Optional<AdapterModule> ownVersion(String user);

    /**
     * The weights of a version by module, as they travel.
     *
     * @return empty where the version is not complete or no longer there
     */
    Optional<Map<String, byte[]>> ownWeights(AdapterModule version);

    /** Whether {@link #history} holds all that it ever will of what was there when this gateway started. */
    boolean historyLoaded(String user);

    /** The latest events of the user, oldest first. */
    List<BehaviorEvent> history(String user);

    /** How many of the users that this gateway holds have an assignment. */
    long assignedUsers();

    /** How many of the users that this gateway holds have an own adapter. */
    long adaptedUsers();
}

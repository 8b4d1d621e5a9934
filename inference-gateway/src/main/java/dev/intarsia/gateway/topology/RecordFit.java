package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import java.util.Map;
import java.util.Optional;

/** Whether what comes can be served by this gateway's model, asked when it comes. */
public interface RecordFit {
    /**
     * Why a whole version of an adapter cannot be served.
     *
     * @param version any module of it, without the numbers
     * @param weights of all its modules, as little-endian 32-bit floats
     */
    Optional<RecordRefusal> refusal(AdapterModule version, Map<String, byte[]> weights);

    /** Why a piece cannot be part of an adapter that is served. */
    Optional<RecordRefusal> refusal(Piece piece);
}

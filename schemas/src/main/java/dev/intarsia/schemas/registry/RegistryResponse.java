package dev.intarsia.schemas.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** The meaning of a refusal by the registry. */
enum RegistryResponse {
    /** The registry works and has no such subject, version or schema. */
    UNKNOWN,
    /** The registry works and finds the schema incompatible. */
    INCOMPATIBLE,
    /** The registry, or something before it, does not work now. */
    OUTAGE,
    /** The registry will not do this for us, now or later. */
    REFUSED;

    static RegistryResponse of(RestClientException e) {
        return switch (e.getErrorCode()) {
            case 40401, 40402, 40403 -> UNKNOWN;
            case 409, 40901 -> INCOMPATIBLE;
            default -> byStatus(e.getStatus());
        };
    }

    private static RegistryResponse byStatus(int status) {
        if (status == 409) {
            return INCOMPATIBLE;
        }
        // 404 without one of the registry's own codes comes from a proxy or from a server that is starting.
        return status >= 500 || status == 404 || status == 408 || status == 429 ? OUTAGE : REFUSED;
    }
}

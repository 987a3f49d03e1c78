package dev.ghlsync.sync.avro;

import org.apache.kafka.common.errors.RetriableException;

/** The schema registry gave no answer, so nothing can be said about a record; it is to be read again. */
public final class RegistryUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String topic, int schemaId, Throwable cause) {
        super(
                "The schema registry does not give schema " + schemaId + " of a record of " + topic
                        + "; check SCHEMA_REGISTRY_URL and that the registry runs.",
                cause);
    }
}

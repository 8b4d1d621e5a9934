package dev.intarsia.trainer.state;

import org.rocksdb.RocksDBException;

/** The local store fails; the message says what to look at. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String problem, RocksDBException cause) {
        super(
                "The trainer's local store " + problem + ": " + cause.getMessage()
                        + ". Check state.directory, its permissions and the space left there; a damaged store may be"
                        + " deleted while no trainer runs, and is made again from the topics.",
                cause);
    }
}

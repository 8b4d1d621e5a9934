package dev.intarsia.trainer.state;

import dev.intarsia.service.streams.RocksDBMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the store's database is opened; to be closed after it. */
final class RocksFiles implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RocksFiles.class);
    private static final int BLOOM_BITS = 10;

    private final BloomFilter bloom = new BloomFilter(BLOOM_BITS);
    private final Options options;

    RocksFiles(RocksDBMemory memory, long writeBufferBytes) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(memory.cache())
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinTopLevelIndexAndFilter(true)
                .setFilterPolicy(bloom);
        options = new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(table)
                .setWriteBufferManager(memory.writeBuffers())
                .setWriteBufferSize(writeBufferBytes)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setPeriodicCompactionSeconds(TimeUnit.DAYS.toSeconds(1));
    }

    /**
     * Opens the database in a directory; an existing one of another identity is deleted first.
     *
     * @throws StoreException where that is not possible
     */
    RocksDB open(Path directory, byte[] identity) {
        try {
            Files.createDirectories(directory);
            RocksDB database = RocksDB.open(options, directory.toString());
            byte[] found = database.get(StoreKeys.IDENTITY);
            if (found != null && !Arrays.equals(found, identity)) {
                log.info(
                        "The store in {} is of another base model or shape of adapters; it is made again from the"
                                + " topics",
                        directory);
                database.close();
                RocksDB.destroyDB(directory.toString(), options);
                database = RocksDB.open(options, directory.toString());
            }
            database.put(StoreKeys.IDENTITY, identity);
            return database;
        } catch (RocksDBException e) {
            throw new StoreException("cannot be opened", e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The state directory " + directory + " cannot be made; make its parent writable, or name another"
                            + " by state.directory: " + e,
                    e);
        }
    }

    @Override
    public void close() {
        options.close();
        bloom.close();
    }
}

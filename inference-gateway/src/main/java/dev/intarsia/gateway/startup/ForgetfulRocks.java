package dev.intarsia.gateway.startup;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * Takes from disk within a day what was deleted from a store: files are merged then, which in quiet ones would not
 * happen by itself. Made by Kafka Streams.
 */
public final class ForgetfulRocks implements RocksDBConfigSetter {
    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        options.setPeriodicCompactionSeconds(TimeUnit.DAYS.toSeconds(1));
    }

    @Override
    public void close(String storeName, Options options) {}
}

package dev.intarsia.tests.style;

import static dev.intarsia.tests.style.Word.member;
import static dev.intarsia.tests.style.Word.phrase;
import static dev.intarsia.tests.style.Word.probe;
import static dev.intarsia.tests.style.Word.setting;
import static dev.intarsia.tests.style.Word.type;

import java.util.List;

/** Words of our own that were given up for the field's, each with the one to write. */
final class Vocabulary {
    static final List<Word> GIVEN_UP = List.of(
            // Adapters and their training
            type("AdapterShelf", "AdapterStore"),
            type("FileShelf", "FileAdapterStore"),
            type("Standing", "AdapterVersion, ResidualState or CandidacyChange"),
            type("HeldPartitions", "AssignedPartitions"),
            type("Restorer", "StateRestorer"),
            type("Lesson", "BatchResult"),
            type("Judging", "UpdateValidator"),
            type("Draft", "StateOverlay"),
            type("Commitment", "TransactionOutput"),
            type("Upkeep", "TopicChanges or Punctuation"),
            type("Turn", "UserSlice, or the step that it is"),
            type("Waves?", "Rounds"),
            type("Ticks?", "MicroBatches"),
            type("Arrivals?", "TrainingEvent, or ServingListener in the gateway"),
            type("Sorted", "ValidatedBatch"),
            member("beheaded", "logTruncated"),
            member("unforgotten", "pendingErasure"),
            // Records, stores and failures
            type("\\w+Form", "a name that ends in Serde or Codec"),
            type("BoundedRocks|ForgetfulRocks", "BoundedMemoryRocksDBConfig"),
            type("Reaction", "RecordHandler"),
            type("ContractProcessor", "DeadLetteringProcessor"),
            type("Patience", "RetryPolicy"),
            member("bury\\w*", "sendToDeadLetters"),
            // The gateway
            type("KeptPrompts", "PrefixCacheOwners"),
            type("CheckpointManner", "GenerationConfig"),
            type("Fit", "AdapterCompatibility"),
            type("Knowledge", "ServingState"),
            type("Following", "AnswerReader"),
            // Offline evaluation
            type("Family", "MethodGroup"),
            type("Offer", "MethodFactory"),
            type("Workplace", "MethodContext"),
            type("Kept", "StorageCost"),
            type("KeptFiles", "StateDirectory"),
            type("Stretch", "Bin"),
            type("Shift", "Drift"),
            member("surprise", "nll"),
            // The engine
            type("FirstA", "LoraInit"),
            member("put_turned", "put_transposed"),
            phrase("way back", "backward pass"),
            phrase("by hand", "hand-written or manually"),
            phrase("turned over", "transposed"),
            // Processes
            type("ToldToEnd", "SignalHandler"),
            type("ProcessEnd", "HardExit"),
            type("LastWords", "ShutdownMessage"),
            type("Main", "the service's name before it: IngestMain, TrainerMain, AssemblerMain, GatewayMain"),
            // Settings and probes
            setting("kafka\\.(?:application|application-id|group)", "kafka.group-id"),
            setting("kafka\\.settings", "kafka.properties"),
            setting("schema-registry\\.settings", "schema-registry.properties"),
            setting("ingest\\.http\\.[a-z-]+", "the same key under http."),
            setting("[a-z.-]*body-limit", "http.max-body-bytes"),
            setting("metrics\\.port", "management.port"),
            setting("update\\.replay\\b[a-z.-]*", "update.rehearsal"),
            probe("/live|/healthz?", "/livez"),
            probe("/ready", "/readyz"),
            // Sentences
            phrase("the likest", "the most similar"),
            phrase("gives? (?:its|their) places? free", "frees its slot"),
            phrase("(?:bury|buries|buried|burying)", "send to dead letters"),
            phrase("the more the worse", "more of it hurts more"),
            phrase("survives any end", "survives any shutdown"),
            phrase("what one sees", "what you will see"),
            phrase(
                    "(?:kafka\\.application(?:-id)?|metrics\\.port|update\\.replay)",
                    "the key that docs/configuration.md has"));

    private Vocabulary() {}
}

package dev.intarsia.model.engine;

import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.pieces.module.Projection;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The base model and the shape of its adapters, as the settings of a program that runs it name them. */
public interface ModelSettings {
    /** Directory of the base model in Hugging Face format. */
    Path path();

    ComputeDevice device();

    Precision precision();

    /** Directory where a precision is kept that was chosen by measuring; none to measure at each start. */
    Optional<Path> measurements();

    /** What kind of adapter every user has. */
    TuningMethod adapter();

    int rank();

    double alpha();

    Set<Projection> projections();

    /** How many virtual tokens a prompt has, where adapters are prompts. */
    int virtualTokens();

    /** Most tokens of an example or of a task's prompt. */
    int maxTokens();

    int batchTokens();
}

package dev.intarsia.model.machine;

import dev.intarsia.pieces.digest.Sha256;
import java.util.List;

/**
 * The processor this runs on.
 *
 * @param name as its maker and the system call it
 * @param cores how many of them this process may use
 * @param instructionSets those that the speed of matrix products depends on, by Linux's names, in one order; empty where the
 *     system does not say
 */
public record Processor(String name, int cores, List<String> instructionSets) {
    private static final int KEY_LENGTH = 16;

    public Processor {
        instructionSets = List.copyOf(instructionSets);
    }

    /** This machine's, asked for once. Never fails: at the least it has the architecture's name and the cores. */
    public static Processor here() {
        return Here.PROCESSOR;
    }

    public boolean has(String instructionSet) {
        return instructionSets.contains(instructionSet);
    }

    /**
     * What was measured under one key holds under the same key only: 16 hexadecimal digits, usable in a file's name, that
     * follow from this record and from the engine's version, and stay the same over restarts.
     */
    public String key() {
        return key(EngineVersion.here());
    }

    String key(String engine) {
        Sha256 sha256 = new Sha256().text(engine).text(name).number(cores);
        instructionSets.forEach(sha256::text);
        return sha256.hex().substring(0, KEY_LENGTH);
    }

    private static final class Here {
        static final Processor PROCESSOR = OperatingSystem.here().processor();
    }
}

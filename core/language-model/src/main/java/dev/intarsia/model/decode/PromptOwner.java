package dev.intarsia.model.decode;

/**
 * On whose behalf prompts are read. What is kept of them is there for later prompts of the same owner alone; owners are
 * told apart by {@code equals}.
 */
public interface PromptOwner {
    /**
     * Whether nothing may be kept any longer, not even of prompts that are being read; once true it stays so. Asked while
     * others wait, so it answers at once.
     */
    boolean gone();
}

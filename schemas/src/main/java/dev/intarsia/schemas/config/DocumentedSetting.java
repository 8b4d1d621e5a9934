package dev.intarsia.schemas.config;

import java.util.Optional;

/**
 * One setting as the file of defaults describes it.
 *
 * @param key its words with dots between them, as in {@code kafka.topic-prefix}
 * @param defaultValue as the file writes it; empty where nothing is set unless somebody does
 * @param example a value for a setting that has no default; empty where the file gives none
 * @param meaning what the file says of it; may be empty
 */
public record DocumentedSetting(String key, Optional<String> defaultValue, Optional<String> example, String meaning) {}

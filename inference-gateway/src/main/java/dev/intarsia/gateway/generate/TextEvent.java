package dev.intarsia.gateway.generate;

import dev.intarsia.model.decode.GenerationEvent;

/**
 * Something happened to one of an answer's texts.
 *
 * @param index of the text: prompt by prompt, choice by choice
 */
public record TextEvent(int index, GenerationEvent event) {}

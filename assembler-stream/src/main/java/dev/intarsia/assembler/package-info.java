/**
 * The assembler service: construction from its settings, start and shutdown. It composes shared pieces for every user
 * and elects the sharers, without loading a model.
 */
@NullMarked
package dev.intarsia.assembler;

import org.jspecify.annotations.NullMarked;

/** Counts records that services do not use, under one name in all of them. */
@NullMarked
package dev.intarsia.service.refusal;

import org.jspecify.annotations.NullMarked;

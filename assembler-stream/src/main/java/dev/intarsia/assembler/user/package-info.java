/**
 * What the assembler keeps of each user, and what each record does to it. The state is a sum of signatures and a few
 * numbers; no event is in it.
 */
@NullMarked
package dev.intarsia.assembler.user;

import org.jspecify.annotations.NullMarked;

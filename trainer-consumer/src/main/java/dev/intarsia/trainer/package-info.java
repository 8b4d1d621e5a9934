/**
 * The trainer, as a service and as a program. It reads users' events and keeps each user's adapter, signatures and
 * shared pieces up to date.
 */
@NullMarked
package dev.intarsia.trainer;

import org.jspecify.annotations.NullMarked;

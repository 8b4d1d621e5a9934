/**
 * The trainer as a service and a program. It reads what users do and keeps each one's adapter, signatures and shared
 * pieces up to date.
 */
@NullMarked
package dev.intarsia.trainer;

import org.jspecify.annotations.NullMarked;

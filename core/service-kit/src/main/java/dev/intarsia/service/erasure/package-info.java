/** Keeps out late records of users who were erased. */
@NullMarked
package dev.intarsia.service.erasure;

import org.jspecify.annotations.NullMarked;

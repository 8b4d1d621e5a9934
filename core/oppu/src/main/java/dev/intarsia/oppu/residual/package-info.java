/** Residuals: small adapters of users' own on top of assembled ones, and who gets one. */
@NullMarked
package dev.intarsia.oppu.residual;

import org.jspecify.annotations.NullMarked;

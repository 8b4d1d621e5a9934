/** What is beneath residuals: users' assignments and the pieces that they name, followed from the topics. */
@NullMarked
package dev.intarsia.trainer.beneath;

import org.jspecify.annotations.NullMarked;

/**
 * The English texts that the base model is pretrained on, downloaded by name and never stored in the project. Damaged
 * rows are skipped and counted; overviews are joined to the sample stream's films by title and year.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.pretrain.corpus;

/**
 * The texts the base model learns English from, fetched by name when it is trained and never kept with the project.
 * Damaged rows are skipped and counted; overviews meet the sample stream's films by title and year.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.pretrain.corpus;

/** What Jinja2 and Transformers give a template by name: filters, tests and functions. */
@NullMarked
package dev.intarsia.chat.filter;

import org.jspecify.annotations.NullMarked;

/** What a topic holds, read once from its beginning to what is its end at that moment. Only what was committed counts. */
package dev.intarsia.tests.topic;

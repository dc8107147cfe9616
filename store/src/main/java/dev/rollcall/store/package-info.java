/**
 * Core's {@code Journal}, {@code History} and its other ports to records on a SQLite file. The SQL
 * of tables and queries is common to SQLite and PostgreSQL; what only SQLite has stays in {@link
 * dev.rollcall.store.SqliteStore} and the classes that open its file.
 */
@NullMarked
package dev.rollcall.store;

import org.jspecify.annotations.NullMarked;

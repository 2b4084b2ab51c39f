/** The catalogue of statements: read from mapper XML by {@code StatementLoader}, bound and run from {@code Session} on. */
@NullMarked
package dev.postern.statement;

import org.jspecify.annotations.NullMarked;

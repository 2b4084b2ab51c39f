/** The catalogue of statements: read from mapper XML, bound, run, their rows read. */
@NullMarked
package dev.postern.statement;

import org.jspecify.annotations.NullMarked;

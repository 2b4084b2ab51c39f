/** The page at {@code /graphiql}, served with everything that it needs. */
@NullMarked
package dev.postern.console;

import org.jspecify.annotations.NullMarked;

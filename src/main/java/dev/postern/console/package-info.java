/** The pages below {@code /graphiql}, with everything that they need: GraphiQL, how Postgres runs what it ran, and the map. */
@NullMarked
package dev.postern.console;

import org.jspecify.annotations.NullMarked;

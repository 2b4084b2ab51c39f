/** The HTTP edge, from {@code Edge} and {@code GraphQlHandler} on: a request becomes an operation, its result becomes a response. */
@NullMarked
package dev.postern.server;

import org.jspecify.annotations.NullMarked;

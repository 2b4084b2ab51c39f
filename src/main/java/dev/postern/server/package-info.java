/** The HTTP edge, from {@code Edge} and {@code GraphQlHandler} on: {@code GraphQlEndpoint} answers operations that have one answer, {@code StreamedOperations} those whose answers go on. */
@NullMarked
package dev.postern.server;

import org.jspecify.annotations.NullMarked;

/** The reference path, from {@code BoundSchema} on: bindings as graphql-java data fetchers and DataLoaders, beside Java fetchers. */
@NullMarked
package dev.postern.fetching;

import org.jspecify.annotations.NullMarked;

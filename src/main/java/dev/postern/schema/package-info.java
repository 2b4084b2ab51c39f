/** The SDL of a project, from {@code SchemaLoader} on: its files, scalars and names, what it says to gateways ({@code FederatedSchema}), and where everything stands. */
@NullMarked
package dev.postern.schema;

import org.jspecify.annotations.NullMarked;

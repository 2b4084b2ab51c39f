/** The SDL of a project: its files, its scalars, its names, and where everything stands. */
@NullMarked
package dev.postern.schema;

import org.jspecify.annotations.NullMarked;

/** Representations, by which other services name objects, as rows: from {@code RepresentationReader} on. */
@NullMarked
package dev.postern.federation;

import org.jspecify.annotations.NullMarked;

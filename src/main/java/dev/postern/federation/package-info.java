/** Representations, by which other services name objects, as rows. */
@NullMarked
package dev.postern.federation;

import org.jspecify.annotations.NullMarked;

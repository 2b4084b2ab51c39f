/** Java that brings objects which other services name by their keys. */
@NullMarked
package dev.postern.testing.station;

import org.jspecify.annotations.NullMarked;

/** A fault found at start: its code, its place, the fact and the cure. */
@NullMarked
package dev.postern.finding;

import org.jspecify.annotations.NullMarked;

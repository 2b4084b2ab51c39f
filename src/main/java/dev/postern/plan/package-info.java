/** The plan of an operation, made from {@code Plans} on: the statements that it needs, level by level, and the shape of its answer; pure, no I/O. */
@NullMarked
package dev.postern.plan;

import org.jspecify.annotations.NullMarked;

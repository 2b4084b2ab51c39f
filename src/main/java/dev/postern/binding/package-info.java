/** The binding of each field of the schema to what answers it; pure, without I/O. */
@NullMarked
package dev.postern.binding;

import org.jspecify.annotations.NullMarked;

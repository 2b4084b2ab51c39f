/** The binding of each field of the schema to what answers it, from {@code Binder} on; pure, without I/O. */
@NullMarked
package dev.postern.binding;

import org.jspecify.annotations.NullMarked;

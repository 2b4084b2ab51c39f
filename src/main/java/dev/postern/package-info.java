/** The start of the gateway: {@code main}, and the wiring of all packages. */
@NullMarked
package dev.postern;

import org.jspecify.annotations.NullMarked;

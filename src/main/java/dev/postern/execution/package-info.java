/** The direct path, from {@code DirectExecution} on, and what running a statement means to a client on either path. */
@NullMarked
package dev.postern.execution;

import org.jspecify.annotations.NullMarked;

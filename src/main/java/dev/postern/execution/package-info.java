/** What running a statement means to a client: transactions, and the error that a SQLSTATE becomes. */
@NullMarked
package dev.postern.execution;

import org.jspecify.annotations.NullMarked;

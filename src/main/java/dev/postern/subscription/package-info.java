/** A notification of Postgres becomes an answer to everybody who subscribed to it, from {@code Subscriptions} on. */
@NullMarked
package dev.postern.subscription;

import org.jspecify.annotations.NullMarked;

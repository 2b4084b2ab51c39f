/** Who is asking, from {@code Identification} on: a token, an API key or a certificate of a request becomes a caller with claims. */
@NullMarked
package dev.postern.identity;

import org.jspecify.annotations.NullMarked;

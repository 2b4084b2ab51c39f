/** How much may be asked for in a time, from {@code RateLimits} on: by one caller, and from one address. */
@NullMarked
package dev.postern.rate;

import org.jspecify.annotations.NullMarked;

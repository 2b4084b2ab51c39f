package dev.postern.rate;

import java.time.Duration;

/**
 * What somebody may ask for in a time: as much at once, and again little by little.
 *
 * @param statements at once, and in each period
 * @param period in which all of it comes back
 */
record Allowance(int statements, Duration period) {}

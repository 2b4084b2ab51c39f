/** The benchmarks as a whole: what they ask, and the run of all of them. */
@NullMarked
package dev.postern.benchmark;

import org.jspecify.annotations.NullMarked;

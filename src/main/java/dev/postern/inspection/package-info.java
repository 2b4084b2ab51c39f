/** The check of every binding against the real database, and its report. */
@NullMarked
package dev.postern.inspection;

import org.jspecify.annotations.NullMarked;

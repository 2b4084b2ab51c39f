/** The check of every binding against the real database, from {@code Inspection} on, and its report. */
@NullMarked
package dev.postern.inspection;

import org.jspecify.annotations.NullMarked;

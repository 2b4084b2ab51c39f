/** The command line, from {@code CommandLine} on: what the words and flags behind {@code java -jar postern.jar} mean. */
@NullMarked
package dev.postern.command;

import org.jspecify.annotations.NullMarked;

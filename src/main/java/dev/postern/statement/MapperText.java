package dev.postern.statement;

import org.jspecify.annotations.Nullable;

/**
 * A run of character data in a mapper file.
 *
 * @param text the characters, entities resolved
 * @param line the line of the first one
 * @param holder the statement or fragment that it is inside of, null outside of any
 */
record MapperText(String text, int line, @Nullable MapperElement holder) {

    int lineOf(int offset) {
        return line
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}

package dev.postern.execution;

import java.io.IOException;

/** A client that went away before it had all of its answer. */
public final class ClientGoneException extends RuntimeException {

    ClientGoneException(IOException broken) {
        super(broken.getMessage(), broken, false, false);
    }
}

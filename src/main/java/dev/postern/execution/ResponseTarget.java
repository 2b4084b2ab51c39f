package dev.postern.execution;

import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Where an answer goes; one of the two methods is called, once. */
public interface ResponseTarget {

    /**
     * Sends a whole body, and returns before the client has all of it.
     *
     * @param executed whether the operation began to run; if not, there are only {@code errors}
     * @param body not to be written to any more
     */
    void send(boolean executed, ByteBuffer body);

    /** Begins a body whose length is not known, of an operation that ran; writing waits for a slow client. */
    OutputStream stream();
}

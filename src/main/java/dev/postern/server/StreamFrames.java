package dev.postern.server;

/** How a protocol writes what becomes of an operation; each is one piece of bytes. */
interface StreamFrames {

    /** A response, behind which others may come. */
    byte[] next(String id, byte[] response);

    /** A response with nothing but errors, which is the last thing of its operation: it never ran. */
    default byte[] refused(String id, byte[] response) {
        return failed(id, response);
    }

    /** The errors that end a stream, as a response. */
    byte[] failed(String id, byte[] response);

    /** The end of an operation. */
    byte[] completed(String id);

    /** What is sent when there has been nothing else for a while. */
    byte[] heartbeat();
}

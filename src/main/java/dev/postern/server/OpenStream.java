package dev.postern.server;

/** A connection on which answers go on. */
interface OpenStream {

    /** Looks after times; called several times a second on one thread, and returns at once. */
    void tick();

    /** Tells the client to connect again, and ends. */
    void restart();
}

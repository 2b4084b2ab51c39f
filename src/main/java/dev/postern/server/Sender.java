package dev.postern.server;

import dev.postern.identity.Caller;
import java.net.InetAddress;

/**
 * Whoever sends operations.
 *
 * @param address from which they come
 */
record Sender(Caller caller, InetAddress address) {}

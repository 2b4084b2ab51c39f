package dev.postern.server;

import java.util.List;

/**
 * What one request asks for.
 *
 * @param operations at least one
 * @param isBatch whether they came as a list, which is answered by one
 */
record SentRequest(List<SentOperation> operations, boolean isBatch) {}

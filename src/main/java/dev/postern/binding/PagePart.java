package dev.postern.binding;

/**
 * What a field of a connection, of its edges or of its page information shows.
 *
 * @see <a href="https://relay.dev/graphql/connections.htm">Connections, by Relay</a>
 */
public enum PagePart {
    EDGES,
    NODES,
    PAGE_INFO,
    TOTAL_COUNT,
    NODE,
    CURSOR,
    HAS_NEXT_PAGE,
    HAS_PREVIOUS_PAGE,
    START_CURSOR,
    END_CURSOR
}

package dev.postern.execution;

import dev.postern.statement.Page;

/**
 * Which of the rows that came are the page, and what is known of those around it.
 *
 * @param page as it was asked for
 * @param came how many rows, one more than asked for where there are more
 * @see <a href="https://relay.dev/graphql/connections.htm#sec-undefined.PageInfo.Fields">PageInfo, by Relay</a>
 */
public record PageWindow(Page page, int came) {

    /** How many rows are shown. */
    public int size() {
        return Math.min(came, page.size());
    }

    /** Where among the rows that came the one at a place of the page is, both from 0: going backward they come turned round. */
    public int from(int place) {
        return page.backward() ? size() - 1 - place : place;
    }

    public boolean hasNextPage() {
        return page.backward() ? page.before() != null : came > page.size();
    }

    public boolean hasPreviousPage() {
        return page.backward() ? came > page.size() : page.after() != null;
    }
}

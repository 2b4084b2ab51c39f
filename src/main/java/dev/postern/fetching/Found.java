package dev.postern.fetching;

import java.util.Optional;

/** What came for one parent, as each of the fields that asked for it shows it; safe for use by several threads. */
interface Found {

    /**
     * The value of one field, none for null.
     *
     * @throws dev.postern.execution.FieldException when the rows are not what the field's type asks for
     */
    Optional<Object> as(Asked asked);
}

package dev.postern.inspection;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A database that projects are held against, and what it has said so far: a second inspection asks only about texts that are
 * new, until something in the catalogue changes, or the session is another. For one inspection at a time; {@link #read} may go on beside it.
 */
public final class InspectedDatabase {

    /**
     * All that somebody made and that a text can name, by where its rows are and which transaction wrote them; and the
     * session, by its role and whatever is set in it.
     *
     * <p>Source: https://www.postgresql.org/docs/18/ddl-system-columns.html
     */
    private static final String STATE = """
            with recursive membership as (
              select m.ctid, m.xmin, m.roleid from pg_catalog.pg_auth_members m
              where m.member = (select r.oid from pg_catalog.pg_roles r where r.rolname = current_user)
              union all
              select m.ctid, m.xmin, m.roleid from membership o join pg_catalog.pg_auth_members m on m.member = o.roleid)
            select concat_ws(' ', version(), sum(hashtextextended(c::text, 0)), count(*),
              (select r::text from pg_catalog.pg_roles r where r.rolname = current_user),
              (select sum(hashtextextended(concat_ws(' ', m.ctid, m.xmin), 0)) from membership m),
              (select string_agg(s.name || '=' || s.setting, ' ' order by s.name) from pg_catalog.pg_settings s
                where s.source <> 'default'))
            from (
              select tableoid, ctid, xmin from pg_catalog.pg_namespace
              union all select tableoid, ctid, xmin from pg_catalog.pg_class where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_attribute where attrelid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_type where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_enum
              union all select tableoid, ctid, xmin from pg_catalog.pg_collation where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_proc where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_operator where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_opfamily where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_opclass where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_amop where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_amproc where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_cast where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_ts_config where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_rewrite where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_trigger
              union all select tableoid, ctid, xmin from pg_catalog.pg_index where indrelid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_constraint where oid >= 16384
              union all select tableoid, ctid, xmin from pg_catalog.pg_policy) c""";

    private final Connections connections;
    private final boolean isShared;
    private @Nullable Known known;

    /** @param isShared whether a second connection may be borrowed at the same time */
    public InspectedDatabase(Connections connections, boolean isShared) {
        this.connections = connections;
        this.isShared = isShared;
    }

    /** Where a connection comes from; the inspection closes it. */
    public interface Connections {
        Connection borrow() throws SQLException;
    }

    /**
     * What is known of the database.
     *
     * @param state something else as soon as the catalogue is another
     */
    record Known(String state, Catalogue catalogue, Answers answers) {}

    /** Whether one connection may ask while another does. */
    boolean isShared() {
        return isShared;
    }

    /** @throws SQLException when the database cannot be asked */
    Connection borrow() throws SQLException {
        return connections.borrow();
    }

    /** A pool's connection would take some refusals for the end of the connection. */
    static Connection driversOwn(Connection borrowed) throws SQLException {
        return borrowed.unwrap(PGConnection.class) instanceof Connection own ? own : borrowed;
    }

    /**
     * This one with its catalogue read now, so that an inspection finds it.
     *
     * @throws InspectionException when the database cannot be asked
     */
    public InspectedDatabase read() {
        try (var borrowed = borrow()) {
            known(driversOwn(borrowed));
            return this;
        } catch (SQLException failure) {
            throw InspectionException.of(failure);
        }
    }

    /** What is known by now; all of it is read anew when the catalogue has changed. */
    synchronized Known known(Connection connection) throws SQLException {
        var state = state(connection);
        var before = known;
        if (before != null && before.state().equals(state)) {
            return before;
        }
        var now = new Known(state, Catalogue.read(connection), new Answers());
        known = now;
        return now;
    }

    /** The same for another connection: a pool's are of different ages, and what one is told is true for its like only. */
    Known known(Connection another, Known first) throws SQLException {
        return state(another).equals(first.state())
                ? first
                : new Known(first.state(), first.catalogue(), new Answers());
    }

    private static String state(Connection connection) throws SQLException {
        return String.valueOf(Asking.values(connection, STATE).getFirst());
    }
}

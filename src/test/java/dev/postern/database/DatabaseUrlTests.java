package dev.postern.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTests {

    /** What somebody pastes, the driver's URL, and the driver's properties. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "postgresql://ann:s3cret@db.example:5433/fleet jdbc:postgresql://db.example:5433/fleet {password=s3cret,user=ann}",
                "postgres://ann@db.example/fleet jdbc:postgresql://db.example/fleet {user=ann}",
                "postgresql://ann@db.example jdbc:postgresql://db.example/ann {user=ann}",
                "postgresql://ann@db.example/ jdbc:postgresql://db.example/ann {user=ann}",
                "postgresql://db.example jdbc:postgresql://db.example/postgres {}",
                "postgresql:///fleet jdbc:postgresql://localhost/fleet {}",
                "postgresql:// jdbc:postgresql://localhost/postgres {}",
                "postgresql://ann:p%40ss%3Aw%2Frd%25@db.example/fleet jdbc:postgresql://db.example/fleet {password=p@ss:w/rd%,user=ann}",
                "postgresql://ann%40corp:a+b@db.example/fleet jdbc:postgresql://db.example/fleet {password=a+b,user=ann@corp}",
                "postgresql://ann:@db.example/fleet jdbc:postgresql://db.example/fleet {password=,user=ann}",
                "postgresql://ann:a:b@db.example/fleet jdbc:postgresql://db.example/fleet {password=a:b,user=ann}",
                "postgresql://ann@[::1]:5433/fleet jdbc:postgresql://[::1]:5433/fleet {user=ann}",
                "postgresql://[2001:db8::1]/fleet jdbc:postgresql://[2001:db8::1]/fleet {}",
                "postgresql://a:1,b:2,c/fleet?target_session_attrs=read-write jdbc:postgresql://a:1,b:2,c/fleet {targetServerType=primary}",
                "postgresql://a/fleet?target_session_attrs=prefer-standby jdbc:postgresql://a/fleet {targetServerType=preferSecondary}",
                "postgresql://a/fleet?target_session_attrs=any jdbc:postgresql://a/fleet {targetServerType=any}",
                "postgresql://a/fleet?sslmode=require&application_name=my%20app jdbc:postgresql://a/fleet {ApplicationName=my`app,sslmode=require}",
                "postgresql://a/fleet?user=ann&password=s3cret jdbc:postgresql://a/fleet {password=s3cret,user=ann}",
                "postgresql://a/fleet?connect_timeout=3&channel_binding=require jdbc:postgresql://a/fleet {channelBinding=require,connectTimeout=3}",
                "postgresql://a/fleet? jdbc:postgresql://a/fleet {}",
                "jdbc:postgresql://db.example:5433/fleet?user=ann&password=s%263cret jdbc:postgresql://db.example:5433/fleet {password=s&3cret,user=ann}",
                "jdbc:postgresql://a/fleet?ssl=true&reWriteBatchedInserts=true jdbc:postgresql://a/fleet {reWriteBatchedInserts=true,ssl=true}",
                "jdbc:postgresql://a/fleet jdbc:postgresql://a/fleet {}",
                "postgresql://ann@a/my%20fleet jdbc:postgresql://a/my%20fleet {user=ann}",
            })
    void readsWhatPeoplePaste(String text, String jdbc, String properties) {
        var url = DatabaseUrl.parse("postern.database.url", text);

        assertEquals(jdbc, url.jdbc());
        assertEquals(
                properties,
                new TreeMap<>(url.properties()).toString().replace(", ", ",").replace(' ', '`'));
        assertFalse(url.toString().contains("s3cret"), url.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ann:s3cret@db.example/fleet",
                "db.example",
                "",
                "ann:s3cret@db.example",
                "jdbc:mysql://a",
                "postgresql:/ann:s3cret@a"
            })
    void refusesAnythingElseWithoutShowingIt(String text) {
        var failure = assertThrows(DatabaseException.class, () -> DatabaseUrl.parse("postern.database.url", text));

        assertEquals(
                "postern.database.url is no PostgreSQL URL: expected postgresql://user:password@host:5432/database, or"
                        + " jdbc:postgresql://host:5432/database.",
                failure.getMessage());
    }

    @Test
    void refusesAnUnknownParameterByItsName() {
        var failure = assertThrows(
                DatabaseException.class,
                () -> DatabaseUrl.parse("postern.database.url", "postgresql://ann:s3cret@a/fleet?sslmod=require"));

        assertEquals(
                "postern.database.url has the parameter 'sslmod': expected one of application_name, channel_binding,"
                        + " connect_timeout, gssencmode, options, password, sslcert, sslkey, sslmode, sslpassword,"
                        + " sslrootcert, target_session_attrs, user. The driver's own parameters go with a JDBC URL.",
                failure.getMessage());
    }

    @Test
    void refusesABrokenPercentWithoutShowingThePassword() {
        var failure = assertThrows(
                DatabaseException.class,
                () -> DatabaseUrl.parse("postern.database.url", "postgresql://ann:s3cret%zz@db.example/fleet"));

        assertEquals(
                "postern.database.url has a '%' that begins no percent-encoded character: write '%25' for the character"
                        + " itself.",
                failure.getMessage());
    }

    @Test
    void neverShowsThePassword() {
        var url = DatabaseUrl.parse(
                "postern.database.url", "postgresql://ann:s3cret@db.example:5433/fleet?sslpassword=s3cret");

        assertEquals("db.example:5433/fleet as ann", url.toString());
        assertEquals(
                "db.example:5433/fleet",
                DatabaseUrl.parse("postern.database.url", "postgresql://db.example:5433/fleet")
                        .toString());
        assertEquals("Credentials[ann]", new Credentials("ann", "s3cret").toString());
    }

    @Test
    void credentialsOfTheirOwnComeFirst() {
        var url = DatabaseUrl.parse("postern.database.url", "postgresql://ann:s3cret@a/fleet");

        assertEquals(
                Map.of("user", "bob", "password", "s3cret"),
                url.with(new Credentials("bob", null)).properties());
        assertEquals(
                Map.of("user", "ann", "password", "other"),
                url.with(new Credentials("", "other")).properties());
        assertTrue(url.with(new Credentials("bob", "x")).jdbc().endsWith("//a/fleet"));
    }
}

package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleInsertTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1)",
                "/* Mutation.create */ INSERT INTO app.t (a, \"b\") VALUES (?, ?) RETURNING id",
                "insert into t (a) -- (values\n values ('it''s)', lower(?), ?::numeric(10, 2), (?))",
                "insert into t as x (a) overriding system value values (coalesce(?, now()))"
                        + " on conflict (a) do update set a = excluded.a, b = (select max(b) from t) returning *",
                "insert into t (a) values (?) returning (select f(a))",
            })
    void isProven(String sql) {
        assertTrue(SingleInsert.is(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "insert",
                "insert into t values (1), (2)",
                "insert into t (a) values (?), (?) returning id",
                "insert into t values (generate_series(1, 3))",
                "insert into t values (app.lower(?))",
                "insert into t values (\"Rows\"(?))",
                "insert into t values ((select f(1)))",
                "insert into t (a) select 1 from (values (1)) v",
                "insert into t select * from u",
                "insert into t table u",
                "with x as (select 1) insert into t values (1)",
                "insert into t default values",
                "insert into t values (1",
                "update t set a = (values (1))",
                "insert into t values (E'\\'), (1), ('')",
                "insert into t values ($$'$$), ($$'$$)",
                "select 1",
            })
    void isNotProven(String sql) {
        assertFalse(SingleInsert.is(sql));
    }
}

package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionMarksTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "select 1                           ! select 1",
                "specs ? 'crane'                    ! specs ?? 'crane'",
                "specs ?| array['a?', 'b']          ! specs ??| array['a?', 'b']",
                "specs ?& array['a']                ! specs ??& array['a']",
                "select '?' where a ? 'it''s ?'     ! select '?' where a ?? 'it''s ?'",
                "select \"a?\" ? 'b'                ! select \"a?\" ?? 'b'",
                "-- really?\\na ? 'b'               ! -- really?\\na ?? 'b'",
                "/* why? */ a ? 'b'                 ! /* why? */ a ?? 'b'",
                "$$ ? $$ || a ? 'b'                 ! $$ ? $$ || a ?? 'b'",
                "$q$ $$ ? $q$ || a ? 'b'            ! $q$ $$ ? $q$ || a ?? 'b'",
                "a ? e'it\\'s ?' and b ? 'c'        ! a ?? e'it\\'s ?' and b ?? 'c'",
                "a ? 'unfinished                    ! a ?? 'unfinished",
                "a @? '$.b ? (@ > 1)'               ! a @?? '$.b ? (@ > 1)'",
                "/* a /* b? */ c? */ d ? 'e'        ! /* a /* b? */ c? */ d ?? 'e'",
            })
    void doublesThoseOfOperators(String sql, String escaped) {
        assertEquals(escaped.replace("\\n", "\n"), QuestionMarks.escape(sql.replace("\\n", "\n")));
    }
}

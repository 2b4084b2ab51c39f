package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.Folders;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestExpressionTests {

    /** The source, what it becomes, and the paths that it reads. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "flag                       | flag                                                    | flag",
                "flag != null               | flag != null                                            | flag",
                "filter.flag == 'DE'        | (filter == null ? null : filter[\"flag\"]) == 'DE'      | filter.flag",
                "filter.size == 'M'         | (filter == null ? null : filter[\"size\"]) == \"M\"     | filter.size",
                "size == 'M'                | size == \"M\"                                           | size",
                "size == \"M\"              | size == \"M\"                                           | size",
                "x == '\\n'                 | x == \"\\n\"                                            | x",
                "x == '\"'                  | x == '\"'                                               | x",
                "x == 'it\\'s a.b'          | x == 'it\\'s a.b'                                       | x",
                "x == ''                    | x == ''                                                 | x",
                "a and b or not c           | a and b or not c                                        | a b c",
                "a eq 1 or b in {1, 2}      | a eq 1 or b in {1, 2}                                   | a b",
                "a == true and b == null    | a == true and b == null                                 | a b",
                "names.isEmpty()            | names.isEmpty()                                         | names",
                "selection.has('owner.name')| selection.has('owner.name')                             | selection",
                "selection.has ('a')        | selection.has (\"a\")                                   | selection",
                "f.names.size() > 0         | (f == null ? null : f[\"names\"]).size() > 0            | f.names",
                "list[0].name == 'x'        | list[0].name == \"x\"                                   | list",
                "map['a']                   | map[\"a\"]                                              | map",
                "1.5 > rate                 | 1.5 > rate                                              | rate",
                "10L == n                   | 10L == n                                                | n",
                "@java.lang.Math@max(a, b)  | @java.lang.Math@max(a, b)                               | a b",
                "unfinished == 'x           | unfinished == 'x                                        | unfinished",
            })
    void rewrites(String source, String text, String paths) {
        var expression = TestExpression.of(source);

        assertEquals(text, expression.text());
        assertEquals(new TreeSet<>(Arrays.asList(paths.split(" "))), new TreeSet<>(expression.paths()));
    }

    @Test
    void everyStepOfAPathMayBeNull() {
        var expression = TestExpression.of("a.b.c");

        assertEquals("((a == null ? null : a[\"b\"]) == null ? null : a[\"b\"][\"c\"])", expression.text());
        assertEquals(Set.of("a.b.c"), expression.paths());
    }

    /** As OGNL, inside of MyBatis, understands them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "size == 'M'                                  | yes",
                "size == 'L'                                  | no",
                "size != 'L'                                  | yes",
                "size in {'M', 'L'}                           | yes",
                "size.equals('M')                             | yes",
                "filter.size == 'M'                           | yes",
                "filter.flag == 'DE'                          | yes",
                "filter.absent == null                        | yes",
                "filter.absent.deeper == null                 | yes",
                "nothing.flag == null                         | yes",
                "nothing.flag.deeper != null                  | no",
                "nothing != null and nothing.flag == 'DE'     | no",
                "unheard.of == null                           | yes",
                "id == '17'                                   | yes",
                "id == '7'                                    | no",
                "digit == '7'                                 | yes",
                "names != null and !names.isEmpty()           | yes",
                "names.size() == 2                            | yes",
                "filter.names.size() > 0                      | yes",
                "names[0] == 'a'                              | yes",
                "last > 3 and last <= 5                       | yes",
                "not wanted                                   | yes",
                "selection.has('owner')                       | yes",
                "selection.has('owner.country')               | no",
                "filter.limit == 5                            | yes",
            })
    void meansWhatTheContractSays(String test, String answer, @TempDir Path folder) {
        assertEquals(answer, evaluated(test, folder));
    }

    private static String evaluated(String test, Path folder) {
        Folders.write(folder, Map.of("sql-mappers/Query.xml", """
                        <mapper namespace="Query">
                          <select id="it">
                            <choose><when test="%s">yes</when><otherwise>no</otherwise></choose>
                          </select>
                        </mapper>
                        """.formatted(
                        test.replace("<", "&lt;").replace("\"", "&quot;"))));
        var loaded = StatementLoader.load(folder);
        assertEquals(List.of(), loaded.findings());
        return Objects.requireNonNull(loaded.catalogue().find("Query.it"))
                .bind(parameters())
                .sql()
                .replace("/* Query.it */ ", "");
    }

    private static Map<String, @Nullable Object> parameters() {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("size", "M");
        parameters.put("id", "17");
        parameters.put("digit", "7");
        parameters.put("nothing", null);
        parameters.put("names", List.of("a", "b"));
        parameters.put("last", 5);
        parameters.put("wanted", false);
        parameters.put("selection", new Selection(new TreeSet<>(Set.of("owner", "owner.name"))));
        parameters.put("filter", Map.of("size", "M", "flag", "DE", "names", List.of("x"), "limit", 5));
        return parameters;
    }
}

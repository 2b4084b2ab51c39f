package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Folders;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementVariantsTests {

    @TempDir
    private Path folder;

    @Test
    void eachIfGoesBothWays() {
        assertEquals(
                List.of("select 1", "select 1 , b = $1", "select 1 , a = $1", "select 1 , a = $1 , b = $2"),
                texts("""
                        select 1
                        <if test="filter.a != null">, a = #{filter.a}</if>
                        <if test="filter.b != null">, b = #{filter.b}</if>""").stream().sorted((l, r) -> l.length() - r.length()).toList());
    }

    @Test
    void testsOfOneParameterAgree() {
        assertEquals(
                List.of("select none", "select some"),
                texts("select <if test=\"a == null\">none</if><if test=\"null != a\">some</if>"));
        assertEquals(List.of("order by c", "order by a", "order by b"), texts("""
                        order by <choose>
                          <when test="by == 'A'">a</when>
                          <when test='by eq "B"'>b</when>
                          <otherwise>c</otherwise>
                        </choose>"""));
    }

    /** Nothing else can come, so there is no text without a column. */
    @Test
    void whatAnArgumentCanBeNarrowsTheTexts() {
        var script = "order by <if test=\"by == 'A'\">a</if><if test=\"by == 'B'\">b</if>";
        assertEquals(
                List.of("order by a", "order by b"),
                texts(script, path -> new ParameterDomain(false, Set.of("A", "B"), false, null)));
        assertEquals(
                List.of("select 0", "select 1"),
                texts(
                        "select <choose><when test=\"on\">1</when><otherwise>0</otherwise></choose>",
                        path -> new ParameterDomain(false, Set.of(), true, null)));
    }

    /** A text with two of them cannot be, nor one with none where the object is required. */
    @Test
    void exactlyOneOfAChoiceIsGiven() {
        var script = """
                select 1 where
                <if test="by.id != null">id = #{by.id}</if>
                <if test="by.name != null">name = #{by.name}</if>
                <if test="by.at.x != null">x = #{by.at.x}</if>""";
        var one = List.of("select 1 where x = $1", "select 1 where name = $1", "select 1 where id = $1");
        assertEquals(one, texts(script, path -> member(path, false)));
        assertEquals(
                Stream.concat(Stream.of("select 1 where"), one.stream()).toList(),
                texts(script, path -> member(path, true)));
        var first = "select <if test=\"by.id != null\">id</if><if test=\"by.name != null\">name</if>";
        assertEquals(List.of("select", "select name", "select id"), texts(first, path -> member(path, false)));
    }

    /** Beyond what is tried in every combination, each pair that can be is tried, and no other. */
    @Test
    void exactlyOneOfAChoiceIsGivenAmongMany() {
        var script = "select <if test=\"by.id != null\">id</if> <if test=\"by.name != null\">name</if> "
                + "<if test=\"by.at != null\">at</if>"
                + IntStream.range(0, 8)
                        .mapToObj(i -> " <if test=\"a%d != null\">a%d</if>".formatted(i, i))
                        .collect(Collectors.joining());
        var texts = texts(script, path -> path.startsWith("by") ? member(path, false) : ParameterDomain.ANY);
        assertTrue(texts.size() < Script.MOST, () -> texts.size() + " texts");
        for (var text : texts) {
            var words = List.of(text.split(" "));
            assertEquals(
                    1, Stream.of("id", "name", "at").filter(words::contains).count(), text);
        }
        for (var member : List.of("id", "name", "at")) {
            for (int i = 0; i < 8; i++) {
                var other = " a" + i;
                var with = texts.stream().filter(text -> text.contains(member)).toList();
                assertTrue(with.stream().anyMatch(text -> text.contains(other)), member + other);
                assertTrue(with.stream().anyMatch(text -> !text.contains(other)), member + " without" + other);
            }
        }
    }

    private static ParameterDomain member(String path, boolean nullable) {
        var member = path.split("\\.", -1)[1];
        return new ParameterDomain(
                true,
                Set.of(),
                false,
                new ParameterDomain.Choice("by", "by." + member, Set.of("by.id", "by.name", "by.at"), nullable));
    }

    @Test
    void whatLiesBehindNullIsNull() {
        assertEquals(
                List.of("select 1", "select 1 some", "select 1 some x"),
                texts("select 1 <if test=\"f != null\">some <if test=\"f.x != null\">x</if></if>"));
    }

    @Test
    void aForeachHasNoneOneAndTwo() {
        var statement = statement("""
                select 1 <if test="ids != null">from t where
                <foreach collection="ids" item="id" open="id in (" separator=", " close=")">#{id.value}</foreach></if>""");
        var variants = statement.variants(StatementVariantsTests::anything).all();
        assertEquals(
                List.of(
                        "select 1",
                        "select 1 from t where",
                        "select 1 from t where id in ($1)",
                        "select 1 from t where id in ($1, $2)"),
                variants.stream().map(StatementVariantsTests::text).toList());
        assertEquals("ids[].value", variants.getLast().parameters().getLast().path());
        assertEquals("id.value", variants.getLast().parameters().getLast().written());
    }

    @Test
    void anAbsentListIsTold() {
        var statement = statement("select <foreach collection=\"ids\" item=\"id\">#{id}</foreach>");
        assertEquals(
                Set.of("ids"),
                statement.variants(StatementVariantsTests::anything).absentLists());
        assertEquals(
                Set.of(),
                statement
                        .variants(path -> new ParameterDomain(false, Set.of(), false, null))
                        .absentLists());
    }

    @Test
    void whatABindMakesComesFromNowhere() {
        var parameters = statement("<bind name=\"p\" value=\"'%' + a + '%'\"/>select #{p}, #{a}")
                .variants(StatementVariantsTests::anything)
                .all()
                .getFirst()
                .parameters();
        assertEquals(null, parameters.getFirst().path());
        assertEquals("a", parameters.getLast().path());
    }

    @Test
    void whatIsNotUnderstoodGoesBothWays() {
        assertEquals(
                List.of("select 1 , b", "select 1"),
                texts("select 1 <if test=\"selection.has('owner') and a > 3\">, b</if>"));
    }

    @Test
    void manyTextsAreMadeToMeetInPairs() {
        var script = new StringBuilder("select 1");
        for (int i = 0; i < 10; i++) {
            script.append("<if test=\"p%1$d != null\">, #{p%1$d}</if>".formatted(i));
        }
        var variants = statement(script.toString()).variants(StatementVariantsTests::anything);
        assertEquals(1024, variants.possible());
        assertEquals(IntStream.range(0, 10).mapToObj(i -> "p" + i).toList(), variants.paired());
        assertTrue(variants.all().size() <= 20, "made " + variants.all().size());
        for (int i = 0; i < 9; i++) {
            for (var one : List.of("p%d is given", "p%d is absent")) {
                var left = one.formatted(i);
                for (var other : List.of("p%d is given", "p%d is absent")) {
                    var right = other.formatted(i + 1);
                    assertTrue(
                            variants.all().stream()
                                    .anyMatch(variant -> variant.facts().containsAll(List.of(left, right))),
                            left + " and " + right);
                }
            }
        }
    }

    @Test
    void aPositionLeadsBackIntoTheFile() {
        Folders.write(folder, Map.of("sql-mappers/a.xml", """
                <mapper namespace="A">
                  <sql id="columns">x.id, x.nme</sql>
                  <select id="a">
                    select <include refid="columns"/>
                    from x
                    where id &lt; #{first} <!-- and --> and naem > #{second}
                    <where><if test="b != null">and colour = #{b}</if></where>
                    <![CDATA[ and 1 < wrong ]]>
                  </select>
                </mapper>
                """));
        var statement =
                Objects.requireNonNull(StatementLoader.load(folder).catalogue().find("A.a"));
        var variant = statement.variants(StatementVariantsTests::anything).all().getLast();
        assertEquals("sql-mappers/a.xml:2:29", place(variant, "nme"));
        assertEquals("sql-mappers/a.xml:4:5", place(variant, "select"));
        assertEquals("sql-mappers/a.xml:5:10", place(variant, "x\n"));
        assertEquals("sql-mappers/a.xml:6:19", place(variant, "$1"));
        assertEquals("sql-mappers/a.xml:6:45", place(variant, "naem"));
        assertEquals("sql-mappers/a.xml:7:37", place(variant, "colour"));
        assertEquals("sql-mappers/a.xml:8:23", place(variant, "wrong"));
        assertEquals(
                "sql-mappers/a.xml:6:19",
                String.valueOf(variant.parameters().getFirst().place()));
    }

    /** Our own making of a text is MyBatis's, for the demo and for the contract. */
    @Test
    void theTextsAreThoseOfMyBatis() {
        for (var project : List.of(".", "src/test/resources/cases/contract")) {
            for (var statement :
                    StatementLoader.load(Path.of(project)).catalogue().all()) {
                var own = statement.variants(StatementVariantsTests::anything).all().stream()
                        .map(StatementVariantsTests::text)
                        .collect(Collectors.toSet());
                var text = numbered(plain(statement.bind(nothing()).sql()));
                assertTrue(own.contains(text), () -> statement + ": " + text + " is not among " + own);
            }
        }
    }

    private static ParameterDomain anything(String path) {
        return ParameterDomain.ANY;
    }

    private static Map<String, @Nullable Object> nothing() {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("claims", Map.of());
        parameters.put("selection", new Selection(Set.of()));
        parameters.put("keys", Map.of());
        parameters.put("page", new Page(false, 20, null, null));
        return parameters;
    }

    private static String numbered(String sql) {
        var numbered = new StringBuilder();
        var number = 0;
        for (var part : sql.split("\\?", -1)) {
            numbered.append(number == 0 ? "" : "$" + number).append(part);
            number++;
        }
        return numbered.toString();
    }

    private static String place(StatementVariant variant, String word) {
        return String.valueOf(variant.place(variant.serverSql().indexOf(word) + 1));
    }

    private List<String> texts(String script) {
        return texts(script, StatementVariantsTests::anything);
    }

    private List<String> texts(String script, Function<String, ParameterDomain> domains) {
        return statement(script).variants(domains).all().stream()
                .map(StatementVariantsTests::text)
                .toList();
    }

    private static String text(StatementVariant variant) {
        return plain(variant.serverSql());
    }

    private static String plain(String sql) {
        return sql.replaceAll("^/\\* .*? \\*/ ", "").replaceAll("\\s+", " ");
    }

    private SqlStatement statement(String script) {
        Folders.write(
                folder,
                Map.of(
                        "sql-mappers/a.xml",
                        "<mapper namespace=\"A\"><select id=\"a\">" + script + "</select></mapper>"));
        var loaded = StatementLoader.load(folder);
        assertEquals(List.of(), loaded.findings());
        return Objects.requireNonNull(loaded.catalogue().find("A.a"));
    }
}

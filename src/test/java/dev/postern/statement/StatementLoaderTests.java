package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.Folders;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementLoaderTests {

    @TempDir
    private Path folder;

    @Test
    void aNamespaceSpansFiles() {
        var catalogue = catalogue(Map.of(
                "sql-mappers/fleet/Query.xml",
                mapper("Query", "<select id=\"vessel\">select 1</select>"),
                "sql-mappers/billing/Query.xml",
                mapper("Query", "<select id=\"invoice\">select 2</select><delete id=\"gone\">delete from t</delete>"),
                "sql-mappers/notes.txt",
                "not a mapper"));

        assertEquals(
                List.of(
                        "Query.gone (sql-mappers/billing/Query.xml:2) DELETE",
                        "Query.invoice (sql-mappers/billing/Query.xml:2) SELECT",
                        "Query.vessel (sql-mappers/fleet/Query.xml:2) SELECT"),
                catalogue.all().stream()
                        .map(statement -> statement + " " + statement.kind())
                        .toList());
        var vessel = find(catalogue, "Query.vessel");
        assertEquals("Query.vessel", vessel.name());
    }

    /** A comes before Z in the order of files, and each includes from the other. */
    @Test
    void includesReachAcrossFilesInAnyOrder() {
        var catalogue = catalogue(Map.of(
                "sql-mappers/A.xml",
                mapper(
                        "A",
                        "<select id=\"a\">select <include refid=\"Z.columns\"/></select><sql id=\"columns\">a1, a2</sql>"),
                "sql-mappers/Z.xml",
                mapper(
                        "Z",
                        "<select id=\"z\">select <include refid=\"A.columns\"/>, <include refid=\"columns\"/></select>"
                                + "<sql id=\"columns\">z1</sql>")));

        assertEquals("select z1", sql(catalogue, "A.a"));
        assertEquals("select a1, a2 , z1", sql(catalogue, "Z.z"));
    }

    @Test
    void anIncludeGivesPropertiesToItsFragment() {
        var catalogue = catalogue(Map.of("sql-mappers/Query.xml", mapper("Query", """
                        <sql id="named">${t}.id, ${t}.name</sql>
                        <select id="vessel">
                          select <include refid="named"><property name="t" value="v"/></include>
                          from vessel v
                        </select>""")));

        assertEquals("select v.id, v.name from vessel v", sql(catalogue, "Query.vessel"));
    }

    @Test
    void aFileMayHaveItsDocumentTypeOrNone() {
        var select = "<mapper namespace=\"%s\">\n<select id=\"it\">select 1</select>\n</mapper>\n";
        var files = new LinkedHashMap<String, String>();
        files.put("sql-mappers/A.xml", select.formatted("A"));
        files.put("sql-mappers/B.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + select.formatted("B"));
        files.put(
                "sql-mappers/C.xml",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE mapper PUBLIC \"-//mybatis.org//DTD Mapper 3.0//EN\"\n"
                        + "  \"https://mybatis.org/dtd/mybatis-3-mapper.dtd\">\n"
                        + select.formatted("C"));
        files.put("sql-mappers/D.xml", "\uFEFF" + select.formatted("D"));
        files.put("sql-mappers/E.xml", "<!-- no <!DOCTYPE here -->\n" + select.formatted("E"));

        assertEquals(
                List.of(
                        "A.it (sql-mappers/A.xml:2)",
                        "B.it (sql-mappers/B.xml:3)",
                        "C.it (sql-mappers/C.xml:5)",
                        "D.it (sql-mappers/D.xml:2)",
                        "E.it (sql-mappers/E.xml:3)"),
                catalogue(files).all().stream().map(SqlStatement::toString).toList());
    }

    @Test
    void aStatementStandsWhereItsElementBegins() {
        var catalogue = catalogue(Map.of("sql-mappers/Query.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <mapper
                    namespace="Query">

                  <!-- a comment
                       over two lines, with a <select id="no"> in it -->
                  <select
                      id="first"
                      timeout="5"
                      >
                    select 1
                  </select> <select id="second">select 2</select>
                  <select id="third"><![CDATA[
                    select '<select id="no">'
                    where 1 < 2
                  ]]></select><insert
                      id="fourth">insert into t values ('ä🚢')</insert>
                  <update id="fifth">update t set a = 1</update>
                </mapper>
                """));

        assertEquals(
                List.of("Query.fifth 18", "Query.first 7", "Query.fourth 16", "Query.second 12", "Query.third 13"),
                catalogue.all().stream()
                        .map(statement ->
                                statement.name() + " " + statement.place().line())
                        .toList());
        assertEquals("select '<select id=\"no\">' where 1 < 2", sql(catalogue, "Query.third"));
    }

    @Test
    void linesAreRightBehindWindowsLineEnds() {
        var catalogue = catalogue(
                Map.of(
                        "sql-mappers/Query.xml",
                        "<mapper namespace=\"Query\">\r\n\r\n  <select\r\n    id=\"it\">\r\n  select 1</select>\r\n</mapper>\r\n"));

        assertEquals(3, find(catalogue, "Query.it").place().line());
    }

    @Test
    void parametersAreThePathsFromOutside() {
        var catalogue = catalogue(Map.of("sql-mappers/Query.xml", mapper("Query", """
                        <sql id="shared">and x = #{shared.value}</sql>
                        <select id="vessels">
                          <bind name="pattern" value="'%' + filter.name + '%'"/>
                          select * from vessel -- #{commented}
                          where id = #{ id , jdbcType=BIGINT }
                          <if test="filter.flag != null and not hidden">and flag = #{filter.flag}</if>
                          <if test="filter.name != null">and name like #{pattern}</if>
                          <foreach collection="filter.ids" item="one" index="at" open="and id in (" close=")" separator=",">
                            #{one.key} + #{at}
                          </foreach>
                          <include refid="shared"/>
                          and data @> <![CDATA[#{data}]]>
                          limit #{last}
                        </select>""")));

        assertEquals(
                Set.of(
                        "commented",
                        "data",
                        "filter.flag",
                        "filter.ids",
                        "filter.name",
                        "hidden",
                        "id",
                        "last",
                        "shared.value"),
                find(catalogue, "Query.vessels").parameters());
        assertEquals(true, find(catalogue, "Query.vessels").uses("filter"));
        assertEquals(false, find(catalogue, "Query.vessels").uses("filt"));
        assertEquals(false, find(catalogue, "Query.vessels").uses("pattern"));
    }

    @Test
    void whatIsWrongIsFoundInEveryFileAtOnce() {
        Folders.write(
                folder,
                Map.of(
                        "sql-mappers/A.xml",
                                "<mapper namespace=\"A\">\n<select id=\"a\">where 1 < 2</select>\n</mapper>",
                        "sql-mappers/B.xml", "<beans/>",
                        "sql-mappers/C.xml", mapper("C", "<select id=\"c\">select ${name}</select>"),
                        "sql-mappers/D.xml", mapper("D", "<select id=\"d\"/><select id=\"d\"/>"),
                        "sql-mappers/E.xml", mapper("E", "<select id=\"e\"><include refid=\"none\"/></select>"),
                        "sql-mappers/F.xml", mapper("F", "<select id=\"f\" resultType=\"map\">select 1</select>"),
                        "sql-mappers/G.xml", mapper("G", "<select id=\"x.g\">select 1</select>"),
                        "sql-mappers/H.xml", mapper("H", "<select id=\"h\"><wen test=\"a\">x</wen></select>"),
                        "sql-mappers/I.xml", mapper("I", "<select id=\"i\">select 1</select>")));

        var loaded = StatementLoader.load(folder);

        assertEquals(
                List.of(
                        "STATEMENT-101 sql-mappers/A.xml:2",
                        "STATEMENT-102 sql-mappers/B.xml:1",
                        "STATEMENT-104 sql-mappers/D.xml:2 D.d",
                        "STATEMENT-106 sql-mappers/F.xml:2 F.f",
                        "STATEMENT-107 sql-mappers/C.xml:2 C.c",
                        "STATEMENT-108 sql-mappers/E.xml:2 E.e",
                        "STATEMENT-110 sql-mappers/G.xml:2 x.g",
                        "STATEMENT-111 sql-mappers/H.xml:2"),
                loaded.findings().stream()
                        .map(finding -> finding.toString().replaceFirst(": .*", ""))
                        .sorted()
                        .toList());
        assertEquals(
                List.of("I.i"),
                loaded.catalogue().all().stream().map(SqlStatement::name).toList());
    }

    private StatementCatalogue catalogue(Map<String, String> files) {
        var loaded = StatementLoader.load(Folders.write(folder, files));
        assertEquals(List.of(), loaded.findings());
        return loaded.catalogue();
    }

    private static String mapper(String namespace, String elements) {
        return "<mapper namespace=\"" + namespace + "\">\n" + elements + "\n</mapper>\n";
    }

    private static SqlStatement find(StatementCatalogue catalogue, String name) {
        return Objects.requireNonNull(catalogue.find(name));
    }

    private static String sql(StatementCatalogue catalogue, String name) {
        return find(catalogue, name)
                .bind(Map.of())
                .sql()
                .replace("/* " + name + " */ ", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}

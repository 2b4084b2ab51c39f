package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.ProjectProperties.Check;
import dev.postern.database.Database;
import dev.postern.document.TrustedDocuments;
import dev.postern.fetching.JavaFields;
import dev.postern.finding.ProjectException;
import dev.postern.inspection.InspectedDatabase;
import dev.postern.inspection.InspectionReport;
import dev.postern.plan.OperationLimits;
import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.unit.DataSize;

/** What a start says of a project that has an error and warnings too. */
class StartCheckTests {

    @TempDir
    Path folder;

    @Test
    void aStartThatIsStoppedTellsItsWarningsToo() {
        Folders.write(folder, Map.of("schema/shop.graphqls", "type Query {\n  names: [String!]!\n}\n"));
        Folders.write(folder, Map.of("sql-mappers/Query.xml", """
                <mapper namespace="Query">
                  <select id="names">select nme from product</select>
                  <select id="unused">select name from product</select>
                </mapper>
                """));
        var url = TestServer.newDatabase();
        TestServer.execute(url, "create table product (name text not null)");
        var project = Project.read(folder, new JavaFields(new StaticListableBeanFactory()));
        try (var database = open(url)) {
            var stopped = assertThrows(ProjectException.class, () -> checked(Check.ERROR, project, database));
            assertEquals("""
                    SQL-101 sql-mappers/Query.xml:2:29 Query.names: Postgres refuses it: column "nme" does not exist.\
                     Perhaps you meant to reference the column "product.name".
                    warning SQL-170 postern.database.url postgres: the serving role is a superuser, to whom Postgres\
                     forbids nothing. Serve as a role of its own: 'postern check --grants' prints what it needs.
                    warning BIND-109 sql-mappers/Query.xml:3 Query.unused: the statement answers no field. Remove it,\
                     correct its namespace or id, or name it with @sql.""", stopped.getMessage());
            assertEquals(2, checked(Check.WARN, project, database).findings().size());
            assertEquals(0, checked(Check.OFF, project, database).findings().size());
        }
    }

    @Test
    void inProductionASuperuserStopsTheStart() {
        Folders.write(folder, Map.of("schema/shop.graphqls", "type Query {\n  names: [String!]!\n}\n"));
        Folders.write(folder, Map.of("sql-mappers/Query.xml", """
                <mapper namespace="Query">
                  <select id="names">select name from product</select>
                </mapper>
                """));
        var url = TestServer.newDatabase();
        TestServer.execute(url, "create table product (name text not null)");
        var project = Project.read(folder, new JavaFields(new StaticListableBeanFactory()));
        try (var database = open(url)) {
            assertEquals(1, checked(Check.ERROR, project, database).findings().size());
            var stopped = assertThrows(
                    ProjectException.class, () -> checked(Check.ERROR, new Production(true), project, database));
            assertEquals(
                    "SQL-170 postern.database.url postgres: the serving role is a superuser, to whom Postgres forbids nothing."
                            + " Serve as a role of its own: 'postern check --grants' prints what it needs.",
                    stopped.getMessage());
        }
    }

    private static InspectionReport checked(Check check, Project project, Database database) {
        return checked(check, new Production(false), project, database);
    }

    private static InspectionReport checked(Check check, Production production, Project project, Database database) {
        var limits = new OperationLimits(DataSize.ofKilobytes(1), 100, 10, 10, 5, 20, 5, 3);
        return StartCheck.of(
                check,
                production,
                project,
                TrustedDocuments.NONE,
                limits,
                "postern_idempotency",
                new InspectedDatabase(database::borrow, false));
    }

    private Database open(String url) {
        return TestServer.open(folder, url, 1, false);
    }
}

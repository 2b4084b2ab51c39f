package dev.postern.command;

/** The text of {@code --help}. */
public final class Usage {

    private static final String TEXT = """
            Postern, a GraphQL gateway over PostgreSQL for teams who write their own SQL.

            Usage: java -jar postern.jar [serve] [--setting=value ...]

            In a folder that holds schema/ (GraphQL SDL), sql-mappers/ (MyBatis mapper XML) and, if you want,
            migrations/ (Flyway), it migrates the database, checks that every field has its SQL, and serves
            http://localhost:8080/graphql and http://localhost:8080/graphiql.

            Commands:
              serve      serve the project (what happens without a command, too)
              help       show this text
              version    show the version

            Settings, most used first; each can also stand in the environment (POSTERN_DATABASE_URL), in a file
            .env, or in application.yml, all in the working directory:
              --postern.database.url=postgresql://user:password@host:5432/db
                                               the database; without it an embedded PostgreSQL keeps its data
                                               in .postern/
              --postern.database.pool-size=10  connections
              --postern.migrate=false          do not run migrations
              --postern.project=DIR            the project's folder, if it is not the working directory
              --server.port=8080               the HTTP port

            README.md has all of them.
            """;

    private Usage() {}

    public static String text() {
        return TEXT;
    }
}

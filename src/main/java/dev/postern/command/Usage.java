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
              serve --dev  serve what is saved in schema/, sql-mappers/ and migrations/ as it is saved
              schema     print the project's SDL, or what of it breaks clients (schema --help)
              explain    tell which SQL answers an operation, and what it takes (explain --help)
              check      check the project against its database and serve nothing (check --help)
              token      make a token that 'serve --dev' accepts (token --help)
              key        make an API key (key --help)
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

    private static final String CHECK = """
            Usage: java -jar postern.jar check [options] [--setting=value ...]

            Prepares every statement of the project, in each variant that it can have, and holds what Postgres says of
            it against the schema. The database is the one that would be served (POSTERN_DATABASE_URL); without one, a
            throw-away PostgreSQL is made from migrations/. No statement runs and no database is changed.

            Options:
              --format text|json|github|sarif  how the report is written; text is the default
              --write                          write sql-mappers.lock, which later checks compare with
              --grants                         print the privileges that serving needs, as SQL
              --migrations-only-to VERSION     check against a throw-away database of the migrations up to this one
              --against URL                    check against another database, postgresql://user:password@host/db
              --operations DIR                 check the documents below a folder against the schema too
              --postern.project=DIR            the project's folder, if it is not the working directory

            Exit code: 0 nothing found but hints, 1 something found, 2 the check could not run.

            docs/check.md has an example for CI; docs/errors.md explains each code.
            """;

    private static final String EXPLAIN = """
            Usage: java -jar postern.jar explain OPERATION [options] [--setting=value ...]

            Prints the statements that answer an operation, level by level, with file and line. No database is needed,
            and nothing runs:

              java -jar postern.jar explain '{ vessel(id: 12) { name owner { name } } }'

            Options:
              --analyze              run it, a mutation as a trial, and print for each statement the SQL that ran, its
                                     rows and times, and how Postgres runs it, which it does in a transaction that
                                     only reads and is rolled back. The database is the one that would be served;
                                     it is not migrated. Nobody in particular asks: there are no claims
              --variables JSON       the operation's variables, an object
              --operation NAME       which operation of a document with several
              --postern.project=DIR  the project's folder, if it is not the working directory

            Exit code: 0 told, 1 the operation has a fault, 2 the command could not run.

            docs/console.md explains what is printed.
            """;

    private static final String SCHEMA = """
            Usage: java -jar postern.jar schema [options] [--setting=value ...]

            Prints the SDL of the project, as clients know it, on the standard output. No database is needed.

            Options:
              --federation                     print what the service tells a composing gateway instead: with @link,
                                               @key and the other directives of Apollo Federation
              --against FILE                   print nothing but what clients of the SDL in FILE would miss: what was
                                               removed or narrowed since
              --allow-breaking                 print that, and exit with 0 all the same
              --postern.project=DIR            the project's folder, if it is not the working directory

            Exit code: 0 nothing breaks, 1 something does, 2 the command could not run.

            docs/federation.md has an example for CI; docs/errors.md explains each code.
            """;

    private static final String TOKEN = """
            Usage: java -jar postern.jar token --sub NAME [options] [--setting=value ...]

            Prints a token, signed by a key of the project's own in .postern/, which only 'serve --dev' accepts:

              curl -H "Authorization: Bearer $(java -jar postern.jar token --sub ann)" ...

            Options:
              --sub NAME            whose it is, the claim "sub"
              --scope SCOPES        what it is good for, with spaces; may be given several times
              --claim NAME=VALUE    another claim, its value as JSON or as text; may be given several times
              --expires 1h          how long it is good
              --postern.project=DIR the project's folder, if it is not the working directory

            docs/security.md says who issues tokens in production.
            """;

    private static final String KEY = """
            Usage: java -jar postern.jar key --name NAME [--scope SCOPES]

            Prints a new API key, once, and what is kept of it: its hash, as a line of a file and as a row of a table.

            Options:
              --name NAME      whose it is
              --scope SCOPES   what it is good for, with commas; may be given several times

            docs/security.md says where keys are kept.
            """;

    private Usage() {}

    /**
     * That of a command with options of its own, of everything for any other word.
     *
     * @param command as in {@link CommandLine.Help}
     */
    public static String of(String command) {
        return switch (command) {
            case "check" -> CHECK;
            case "explain" -> EXPLAIN;
            case "schema" -> SCHEMA;
            case "token" -> TOKEN;
            case "key" -> KEY;
            default -> TEXT;
        };
    }
}

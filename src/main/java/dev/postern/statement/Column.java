package dev.postern.statement;

/**
 * A column of a result.
 *
 * @param name its label in the statement
 * @param type what Postgres says that it holds
 */
public record Column(String name, PostgresType type) {}

package dev.postern.schema;

/** STUB. */
@org.springframework.boot.context.properties.ConfigurationProperties("postern.scalars")
public record ScalarProperties() {}

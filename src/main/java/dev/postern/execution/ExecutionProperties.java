package dev.postern.execution;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of how operations are run.
 *
 * @param path {@code direct} (the default) runs what it can by plans, {@code reference} runs everything through graphql-java
 */
@ConfigurationProperties(prefix = "postern.execution")
public record ExecutionProperties(@DefaultValue("direct") ExecutionPath path) {

    /** The two ways to an answer. */
    public enum ExecutionPath {
        DIRECT,
        REFERENCE
    }
}

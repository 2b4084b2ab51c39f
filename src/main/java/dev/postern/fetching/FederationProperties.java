package dev.postern.fetching;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of what a federated gateway is told.
 *
 * @param sdl whether {@code _service} is answered, from which a gateway composes while it runs; default true
 * @param traces whether it is told how long each field took, where it asks; default true
 */
@ConfigurationProperties(prefix = "postern.federation")
public record FederationProperties(
        @DefaultValue("true") boolean sdl, @DefaultValue("true") boolean traces) {}

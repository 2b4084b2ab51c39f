package dev.postern.server;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of who may see which SQL answers a request.
 *
 * @param scope that a caller has to have; empty, the default, for nobody. In development everybody may.
 */
@ConfigurationProperties("postern.trace")
public record TraceProperties(@DefaultValue("") String scope) {}

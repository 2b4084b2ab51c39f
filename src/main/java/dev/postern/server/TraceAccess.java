package dev.postern.server;

import dev.postern.identity.Caller;
import dev.postern.identity.Identification;
import dev.postern.identity.UnidentifiedException;
import java.util.List;
import java.util.function.Function;

/** Who may see which SQL answers a request, and how Postgres runs it. Immutable and safe for use by several threads. */
public final class TraceAccess {

    private final boolean isDevelopment;
    private final String scope;
    private final Identification identification;

    /** @param isDevelopment whether everybody may */
    public TraceAccess(boolean isDevelopment, TraceProperties properties, Identification identification) {
        this.isDevelopment = isDevelopment;
        this.scope = properties.scope();
        this.identification = identification;
    }

    boolean allows(Caller caller) {
        return isDevelopment
                || (!scope.isEmpty()
                        && caller.isAuthenticated()
                        && caller.scopes().contains(scope));
    }

    /**
     * Whether whoever sends a request may.
     *
     * @param headers the values of the request's header of a name
     */
    public boolean allows(Function<String, List<String>> headers) {
        if (isDevelopment) {
            return true;
        }
        if (scope.isEmpty() || identification.isOpen()) {
            return false;
        }
        try {
            // no certificate: it has no scopes
            return allows(identification.caller(
                    null, headers.apply("Authorization"), headers.apply(identification.keyHeader())));
        } catch (UnidentifiedException stranger) {
            return false;
        }
    }
}

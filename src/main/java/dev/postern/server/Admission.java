package dev.postern.server;

import dev.postern.execution.CallerSettings;
import dev.postern.identity.Caller;
import dev.postern.identity.Identification;
import dev.postern.identity.UnidentifiedException;
import dev.postern.rate.RateLimits;
import org.eclipse.jetty.server.Request;

/** Whom the gateway answers at all, and how much they may ask for in a time; safe for use by several threads. */
public final class Admission {

    private final Identification identification;
    private final CallerSettings callers;
    private final RequestRates rates;
    private final ClientAddress address;

    public Admission(Identification identification, CallerSettings callers, RateLimits rates, HttpProperties http) {
        this.identification = identification;
        this.callers = callers;
        this.rates = new RequestRates(rates);
        this.address = new ClientAddress(http.proxies());
    }

    /** Whether nobody is asked who they are. */
    boolean isOpen() {
        return identification.isOpen();
    }

    /** The header in which an API key is sent. */
    String keyHeader() {
        return identification.keyHeader();
    }

    /** What a request presents. */
    Presented presented(Request request) {
        return Presented.by(request, address.of(request), identification.keyHeader());
    }

    /**
     * Who asks.
     *
     * @throws RequestFault for nobody that is served
     */
    Caller caller(Request request) {
        return isOpen() ? Caller.ANONYMOUS : caller(presented(request));
    }

    /**
     * Who presents this.
     *
     * @throws RequestFault for nobody that is served
     */
    Caller caller(Presented presented) {
        if (isOpen()) {
            return Caller.ANONYMOUS;
        }
        try {
            var caller = identification.caller(presented.certificate(), presented.authorization(), presented.keys());
            if (!callers.serve(caller)) {
                throw RequestFault.forbidden("The role of who asks is not served here.");
            }
            return caller;
        } catch (UnidentifiedException unknown) {
            charge(new Sender(Caller.ANONYMOUS, presented.address()), 1);
            throw RequestFault.unidentified(unknown);
        }
    }

    /** As {@link #charge(Sender, int)}; where a request comes from is only looked at where that counts. */
    void charge(Request request, Caller caller, int statements) {
        if (rates.isSetUp()) {
            charge(new Sender(caller, address.of(request)), statements);
        }
    }

    /**
     * Counts an operation, or something that was none.
     *
     * @throws RequestFault when it is too many, or nobody can say
     */
    void charge(Sender sender, int statements) {
        rates.charge(sender, statements);
    }
}

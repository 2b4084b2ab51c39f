package dev.postern.benchmark;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operation on the demo, with other variables each time. */
public enum FleetOperation {

    /** One vessel, six leaves. */
    POINT("query ($id: ID!) { vessel(id: $id) { id name imoNumber flag grossTonnage registeredAt } }"),

    /** A hundred vessels of six leaves. */
    LIST("""
            query ($offset: Int!) {
              vessels(limit: 100, offset: $offset) { id name imoNumber flag grossTonnage registeredAt }
            }"""),

    /** Fifty vessels with their owners, their last five voyages, and both ports of each. */
    NESTED("""
            query ($offset: Int!) {
              vessels(limit: 50, offset: $offset) {
                id name flag
                owner { id name foundedYear }
                voyages(last: 5) {
                  id departedAt expectedAt arrivedAt
                  fromPort { unlocode name country latitude }
                  toPort { unlocode name country latitude }
                }
              }
            }"""),

    /** One row written, six leaves returned. */
    INSERT("""
            mutation ($at: DateTime!) {
              reportPosition(
                input: { vesselId: 38, reportedAt: $at, latitude: 54.5, longitude: 7.25, speedKnots: 12.5, heading: 270 }
              ) { reportedAt latitude longitude speedKnots heading status }
            }""");

    private final String document;

    FleetOperation(String document) {
        this.document = document;
    }

    /** Its GraphQL. */
    public String document() {
        return document;
    }

    /** The variables of one of its requests, other ones for another number. */
    public Map<String, @Nullable Object> variables(long number) {
        return switch (this) {
            case POINT -> Map.of("id", 1 + number % 2000);
            case LIST, NESTED -> Map.of("offset", number % 1000);
            case INSERT -> Map.of("at", Instant.EPOCH.plusMillis(number).toString());
        };
    }
}

package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.DebianServer;
import dev.postern.testing.DemoProject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo's tracking where the server has PostGIS: what takes it is answered, and distances are the spheroid's. */
class TrackingExtensionTests {

    private static final String TIME = "from: \"2025-12-26T13:00:00Z\", to: \"2025-12-26T17:00:00Z\"";

    @Test
    void whatTakesPostgisIsAnswered() throws Exception {
        try (var server = DebianServer.start("postgis");
                var gateway = DemoProject.startForDevelopment(server.newDatabase())) {
            assertEquals("""
                    {"data":{"vessel":{"trackLine":{"pointCount":4,"nauticalMiles":38.6,"line":{"type":"MultiLineString","coordinates":\
                    [[[-179.76027,28.26838],[-179.99463,28.32617]],[[179.771,28.38395],[179.53663,28.44173]]]}},\
                    "all":{"line":{"type":"LineString","coordinates":[[-178.86105,28.0375],[-179.08267,28.0952],[-179.30428,28.1529],\
                    [-179.5259,28.2106]]}},\
                    "some":{"line":{"type":"LineString","coordinates":[[-178.86105,28.0375],[-179.5259,28.2106]]}}}}}""", gateway.ask("""
                            { vessel(id: 482) { trackLine(%1$s, tolerance: 0.05) { pointCount nauticalMiles line }
                              all: trackLine(from: "2025-12-26T09:00:00Z", to: "2025-12-26T13:00:00Z") { line }
                              some: trackLine(from: "2025-12-26T09:00:00Z", to: "2025-12-26T13:00:00Z", tolerance: 0.05) { line } } }""".formatted(TIME)).toString());
            assertEquals("""
                    {"data":{"port":{"vesselsNearby":[{"nauticalMiles":0.4},{"nauticalMiles":3.6},{"nauticalMiles":33.3}]},\
                    "geofence":{"visits":[{"vessel":{"name":"Bright Spirit"},"leftAt":"2025-12-23T16:42:00Z"},\
                    {"vessel":{"name":"Brave Albatross"},"leftAt":"2025-12-22T22:41:00Z"},\
                    {"vessel":{"name":"Winter Lyra"},"leftAt":"2025-12-23T06:52:00Z"}]}}}""", gateway.ask("""
                            { port(unlocode: "NLRTM") { vesselsNearby(nauticalMiles: 40, at: "2025-12-22T12:00:00Z") { nauticalMiles } }
                              geofence(id: "5e32fffc-148f-162c-7c78-6159cfb3d153") {
                                visits(from: "2025-12-20T00:00:00Z", to: "2026-01-01T00:00:00Z") { vessel { name } leftAt } } }""").toString());
            assertEquals(
                    List.of("An area is a GeoJSON Polygon of one closed ring, without holes, with 4 to 500 places."),
                    gateway.ask("""
                                    mutation { addGeofence(name: "A", area: { type: "Point", coordinates: [3, 4] }) { name } }""").findValuesAsString("message"));
        }
    }
}

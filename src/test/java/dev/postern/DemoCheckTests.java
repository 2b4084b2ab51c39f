package dev.postern;

import dev.postern.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoCheckTests {

    @Test
    void theDemoIsClean() {
        var url = TestServer.newDatabase();
        var start = System.nanoTime();
        InspectedProject.of(Path.of("."), url);
        System.out.println("FIRST " + (System.nanoTime() - start) / 1e6);
        start = System.nanoTime();
        var report = InspectedProject.of(Path.of("."), url);
        System.out.println("SECOND " + (System.nanoTime() - start) / 1e6);
        System.out.println(InspectedProject.shown(report));
        System.out.println(report.fields() + " " + report.statements() + " " + report.variants());
        System.out.println(InspectedProject.shown(InspectedProject.of(
                Path.of("src/test/resources/cases/contract"), TestServer.newDatabase())));
        report.lock().forEach(System.out::println);
    }
}

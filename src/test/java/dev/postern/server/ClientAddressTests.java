package dev.postern.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** Whose address a request has, and who may say so. */
class ClientAddressTests {

    private static final ClientAddress ADDRESS =
            new ClientAddress(Stream.of("10.0.0.0/8", "192.0.2.1", "2001:db8:aa::/48")
                    .map(AddressRange::parse)
                    .toList());

    /** @param said the header's values with {@code ;} between them */
    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = '|', textBlock = """
            # who connects | what the header says | whose address it is
            203.0.113.5    | none                             | 203.0.113.5
            203.0.113.5    | 198.51.100.1                     | 203.0.113.5
            203.0.113.5    | 10.0.0.1, 198.51.100.1           | 203.0.113.5
            10.1.2.3       | none                             | 10.1.2.3
            10.1.2.3       | 198.51.100.1                     | 198.51.100.1
            10.1.2.3       | 6.6.6.6, 198.51.100.1            | 198.51.100.1
            10.1.2.3       | 6.6.6.6; 198.51.100.1            | 198.51.100.1
            10.1.2.3       | 6.6.6.6, 198.51.100.1, 10.9.9.9  | 198.51.100.1
            10.1.2.3       | 198.51.100.1, 192.0.2.1, 10.9.9.9| 198.51.100.1
            10.1.2.3       | 10.0.0.7                         | 10.0.0.7
            10.1.2.3       | 198.51.100.1:4711                | 198.51.100.1
            10.1.2.3       | [2001:db8:1::7]:4711             | 2001:db8:1:0:0:0:0:7
            10.1.2.3       | 2001:db8:1::7                    | 2001:db8:1:0:0:0:0:7
            2001:db8:aa::1 | 198.51.100.1                     | 198.51.100.1
            2001:db8:ab::1 | 198.51.100.1                     | 2001:db8:ab:0:0:0:0:1
            ::ffff:10.1.2.3| 198.51.100.1                     | 198.51.100.1
            10.1.2.3       | unknown                          | 10.1.2.3
            10.1.2.3       | 6.6.6.6, localhost               | 10.1.2.3
            10.1.2.3       | 6.6.6.6, evil.example            | 10.1.2.3
            10.1.2.3       | 6.6.6.6,                         | 10.1.2.3
            192.0.2.2      | 198.51.100.1                     | 192.0.2.2
            """)
    void itIsThatOfTheFirstWhoIsNoProxy(String remote, String said, String expected) {
        var forwarded = said == null ? List.<String>of() : List.of(said.split(";"));
        assertEquals(
                expected, ADDRESS.of(InetAddress.ofLiteral(remote), forwarded).getHostAddress());
    }

    @Test
    void proxiesAreAddressesOrRanges() {
        for (var wrong : List.of("proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "", "10.0.0.0/8/8")) {
            var refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> new HttpProperties(
                            1, true, DataSize.ofKilobytes(2), Duration.ofDays(365), List.of(wrong), false));
            assertEquals(
                    "postern.http.trusted-proxies has '" + wrong
                            + "'; an address or a range such as 10.0.0.0/8 is expected.",
                    refusal.getMessage());
        }
    }
}

package dev.postern.rate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Limits that would refuse for ever, or limit nothing. */
class RatePropertiesTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static @Nullable String refusal(Executable settings) {
        return assertThrows(IllegalArgumentException.class, settings).getMessage();
    }

    @Test
    void anOperationHasRoom() {
        assertEquals(
                "postern.limits.rate.address is 99, and one operation may have 100 statements (postern.limits.statements)."
                        + " Raise the one or lower the other.",
                refusal(() -> new RateProperties(200, 99, MINUTE, null).requireRoomFor(100)));
        assertDoesNotThrow(() -> new RateProperties(100, null, MINUTE, null).requireRoomFor(100));
    }

    @Test
    void zeroIsNoLimit() {
        var none = new RateProperties(0, 0, MINUTE, null);
        assertNull(none.caller());
        assertNull(none.address());
        assertEquals(
                "postern.limits.rate.address is -1; the least is 0, for no limit.",
                refusal(() -> new RateProperties(1, -1, MINUTE, null)));
    }

    @Test
    void settingsMakeSense() {
        assertEquals(
                "postern.limits.rate.period is 999 ms; it is 1s to 24h.",
                refusal(() -> new RateProperties(1, 1, Duration.ofMillis(999), null)));
        assertEquals(
                "postern.limits.rate.table is 'a; drop'; a name of letters, digits and underscores is expected, with a"
                        + " schema or without.",
                refusal(() -> new RateProperties(1, 1, MINUTE, "a; drop")));
        assertEquals(
                "postern.limits.rate.table says where is counted, and nothing says how much may be. Set"
                        + " postern.limits.rate.caller or postern.limits.rate.address, or remove it.",
                refusal(() -> new RateProperties(null, null, MINUTE, "postern_rate")));
    }
}

package dev.postern.rate;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** What counts as one address: of IPv6 the network /64, which is the least that anybody is given. */
final class AddressBlock {

    private static final int NETWORK_BYTES = 8;

    private AddressBlock() {}

    /** {@code 192.0.2.7}, or {@code 20010db800000001/64}. An IPv4 address in IPv6's form is the IPv4 address to Java already. */
    static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
                : address.getHostAddress();
    }
}

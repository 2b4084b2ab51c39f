package dev.postern.server;

import java.net.InetAddress;

/**
 * Addresses that begin alike.
 *
 * @param bits of the address that are the same for all of them
 */
record AddressRange(InetAddress address, int bits) {

    /**
     * A range by its usual notation, {@code 10.0.0.0/8}, or one address.
     *
     * @throws IllegalArgumentException for anything else, and for a name: nothing is looked up
     */
    static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        var most = address.getAddress().length * Byte.SIZE;
        var bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(text + " has more bits than its address");
        }
        return new AddressRange(address, bits);
    }

    boolean contains(InetAddress other) {
        var ours = address.getAddress();
        var theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}

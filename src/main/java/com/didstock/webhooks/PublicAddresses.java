package com.didstock.webhooks;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses are the public network's: nothing that a tenant names may reach what stands beside the portal. */
final class PublicAddresses {

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublicSix(six.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        return switch (a) {
            // This network, private, loopback.
            case 0, 10, 127 -> false;
            // Carrier-grade NAT.
            case 100 -> b < 64 || b > 127;
            // Link-local.
            case 169 -> b != 254;
            case 172 -> b < 16 || b > 31;
            // Private; protocol assignments, documentation, 6to4 relays.
            case 192 -> !(b == 168 || b == 0 && (c == 0 || c == 2) || b == 88 && c == 99);
            // Benchmarks, documentation.
            case 198 -> !(b == 18 || b == 19 || b == 51 && c == 100);
            case 203 -> !(b == 0 && c == 113);
            // Multicast, reserved, broadcast.
            default -> a < 224;
        };
    }

    /** Global unicast only, and of that nothing that hides an IPv4 address or is for documentation. */
    private static boolean isPublicSix(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        // NAT64 leads to an IPv4 address: that one counts.
        if (first == 0x64 && second == 0xff9b && Arrays.equals(bytes, 4, 12, new byte[8], 0, 8)) {
            return isPublic(Arrays.copyOfRange(bytes, 12, 16));
        }
        var global = first >= 0x2000 && first <= 0x3fff;
        // Teredo, ORCHID and other protocol assignments; documentation; 6to4.
        return global
                && !(first == 0x2001 && (second < 0x200 || second == 0xdb8))
                && first != 0x2002
                && first != 0x3fff;
    }

    /**
     * {@return the addresses of a host, all of them public}
     *
     * @param loopback whether this machine's own may be among them
     * @throws UnknownHostException if there are none, or one of them is not public
     */
    static InetAddress[] checked(InetAddress[] addresses, String host, boolean loopback) throws UnknownHostException {
        for (var address : addresses) {
            if (!isPublic(address) && !(loopback && address.isLoopbackAddress())) {
                throw new PrivateAddressException(host);
            }
        }
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    /** A host that is none of the public network; does not say which address it has. */
    static final class PrivateAddressException extends UnknownHostException {

        PrivateAddressException(String host) {
            super(host + " is no host of the public network");
        }
    }
}

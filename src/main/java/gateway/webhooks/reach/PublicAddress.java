package gateway.webhooks.reach;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;

/**
 * Whether an address belongs to the internet at large. The ranges are those that IANA's special-purpose registries set
 * apart, and one public address at which a cloud serves its own machines.
 */
public final class PublicAddress {

    private static final List<Range> NOT_PUBLIC_4 = List.of(
            range("0.0.0.0", 8),
            range("10.0.0.0", 8),
            range("100.64.0.0", 10),
            range("127.0.0.0", 8),
            range("168.63.129.16", 32),
            range("169.254.0.0", 16),
            range("172.16.0.0", 12),
            range("192.0.0.0", 24),
            range("192.0.2.0", 24),
            range("192.31.196.0", 24),
            range("192.52.193.0", 24),
            range("192.88.99.0", 24),
            range("192.168.0.0", 16),
            range("192.175.48.0", 24),
            range("198.18.0.0", 15),
            range("198.51.100.0", 24),
            range("203.0.113.0", 24),
            range("224.0.0.0", 4),
            range("240.0.0.0", 4));

    /** Everything else of version 6 is mapped, translated, local, multicast or not given out. */
    private static final Range GLOBAL_6 = range("2000::", 3);

    // Tunnels that carry an address of version 4, and what is for documents and tests.
    private static final List<Range> NOT_PUBLIC_6 =
            List.of(range("2001::", 23), range("2001:db8::", 32), range("2002::", 16), range("3fff::", 20));

    private PublicAddress() {}

    /** @param prefix how many of the leading bits count */
    private record Range(byte[] address, int prefix) {

        boolean holds(byte[] other) {
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >>> (bit % 8);
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return HexFormat.of().formatHex(address) + "/" + prefix;
        }
    }

    public static boolean is(InetAddress address) {
        var bytes = address.getAddress();
        return switch (address) {
            case Inet4Address _ -> NOT_PUBLIC_4.stream().noneMatch(range -> range.holds(bytes));
            case Inet6Address _ ->
                GLOBAL_6.holds(bytes) && NOT_PUBLIC_6.stream().noneMatch(range -> range.holds(bytes));
            default -> false;
        };
    }

    private static Range range(String literal, int prefix) {
        try {
            return new Range(InetAddress.getByName(literal).getAddress(), prefix);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Literals need no resolver: " + literal, e);
        }
    }
}

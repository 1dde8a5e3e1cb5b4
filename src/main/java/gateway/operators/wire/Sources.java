package gateway.operators.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The networks from which an operator may call. Nobody may when there are none. */
public final class Sources {

    private final List<Network> networks;

    private Sources(List<Network> networks) {
        this.networks = networks;
    }

    /** Takes {@code 185.234.113.0/28}, a single address, and the same for IPv6. Names are never looked up. */
    public static Sources of(List<String> ranges) {
        return new Sources(ranges.stream().map(Network::of).toList());
    }

    /** Addresses of IPv4 count as such, however the socket writes them. */
    public boolean allow(@Nullable InetSocketAddress caller) {
        if (caller == null || caller.getAddress() == null) {
            return false;
        }
        byte[] address = caller.getAddress().getAddress();
        return networks.stream().anyMatch(network -> network.holds(address));
    }

    /** @param bits how many leading bits must be the same */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Network(byte[] address, int bits) {

        static Network of(String range) {
            int slash = range.indexOf('/');
            byte[] address = InetAddress.ofLiteral(slash < 0 ? range : range.substring(0, slash))
                    .getAddress();
            int all = address.length * Byte.SIZE;
            int bits = slash < 0 ? all : Integer.parseInt(range.substring(slash + 1));
            if (bits < 0 || bits > all) {
                throw new IllegalArgumentException("Not a network: " + range);
            }
            return new Network(address, bits);
        }

        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >>> (bit % Byte.SIZE);
                if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}

package sandbox.run;

import java.util.List;

/**
 * Where one gateway node listens: 8080, 8443, 9090, 8583 and 8543 for the first one, each one higher for the next.
 *
 * @param door where correspondents come in
 */
public record NodePorts(int plain, int tls, int management, int network, int door) {

    private static final int TLS_OFFSET = 8443 - 8080;
    private static final int MANAGEMENT_OFFSET = 9090 - 8080;
    private static final int NETWORK_OFFSET = 8583 - 8080;
    private static final int DOOR_OFFSET = 8543 - 8080;

    /**
     * @param first the plain port of node 1
     * @param node counted from 1
     */
    static NodePorts of(int first, int node) {
        int plain = first + node - 1;
        return new NodePorts(
                plain, plain + TLS_OFFSET, plain + MANAGEMENT_OFFSET, plain + NETWORK_OFFSET, plain + DOOR_OFFSET);
    }

    List<Integer> all() {
        return List.of(plain, tls, management, network, door);
    }
}

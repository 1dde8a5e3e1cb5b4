package gateway.platform.http;

/** Serves the test's controllers until it is stopped, to try with other clients. */
final class ServeEdge {
    public static void main(String[] args) {
        var server = EdgeServer.start(args);
        System.out.println("PORT " + server.port() + " MGMT " + server.managementPort());
    }
}

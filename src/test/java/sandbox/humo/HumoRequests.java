package sandbox.humo;

/** Reads requests as PaymentServer does, for tests of who writes them. */
public final class HumoRequests {

    private HumoRequests() {}

    /** Empty when it is no request. */
    public static String field(byte[] request, String name) {
        return HumoCall.parse(request).map(call -> call.field(name)).orElse("");
    }

    /** Empty when it is no request. */
    public static String item(byte[] request, String name) {
        return HumoCall.parse(request).map(call -> call.item(name)).orElse("");
    }
}

package gateway.processors.click;

import gateway.processors.DeclineReason;

/**
 * Click's states of a payment. Its documentation says what their signs mean and gives no table of reasons, so that a no
 * is told as no more than that the card did not pay.
 */
final class ClickResponseCodes {

    static final int PAID = 2;

    private ClickResponseCodes() {}

    /** Whether it is not paid, and will not be. */
    static boolean isOver(int status) {
        return status < 0;
    }

    /** @param code an error code or a state, never one that is good */
    static DeclineReason reason(int code) {
        return switch (code) {
            // HTTP's words for a request that is not ours to make.
            case 400, 401, 403, 406, 410 -> DeclineReason.RAIL_FAILURE;
            default -> DeclineReason.DO_NOT_HONOUR;
        };
    }
}

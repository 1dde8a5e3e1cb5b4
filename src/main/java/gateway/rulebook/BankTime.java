package gateway.rulebook;

import java.time.ZoneId;

/** Where the bank's days begin. */
public final class BankTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Tashkent");

    private BankTime() {}
}

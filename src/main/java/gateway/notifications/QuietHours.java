package gateway.notifications;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The hours of the night, in Tashkent, in which nobody is told what can wait.
 *
 * @param until may be earlier in the day than {@code from}; the same moment twice means never
 */
public record QuietHours(LocalTime from, LocalTime until) {

    public static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");

    public boolean cover(Instant moment) {
        var time = moment.atZone(TASHKENT).toLocalTime();
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !from.equals(until) && (!time.isBefore(from) || time.isBefore(until));
    }
}

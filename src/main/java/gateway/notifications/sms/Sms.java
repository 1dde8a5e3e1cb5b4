package gateway.notifications.sms;

import gateway.customers.Phone;
import java.util.UUID;

/**
 * One text to one phone.
 *
 * @param id ours; the same text sent again bears it again
 * @param text may hold a one-time code, so it is shown nowhere
 */
record Sms(UUID id, Phone phone, String text) {

    @Override
    public String toString() {
        return "Sms[" + id + " to " + phone + "]";
    }
}

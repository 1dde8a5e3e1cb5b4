package gateway.processors.correspondent;

import gateway.platform.journal.Refusal;
import java.util.UUID;

/** Why a message cannot be part of an entry. */
public sealed interface MessageRefusal extends Refusal {

    /** Another message stands under this id, or another transfer under this UETR. */
    record OtherMessage(String id) implements MessageRefusal {}

    /** There is no transfer to ask back. */
    record NothingSent(UUID uetr) implements MessageRefusal {}
}

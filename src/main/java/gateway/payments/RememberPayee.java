package gateway.payments;

import gateway.platform.journal.Part;
import gateway.shared.ids.CustomerId;
import java.util.UUID;

/**
 * Notes that the customer has paid this payee before; noting it again changes nothing.
 *
 * @param payee the recipient card's or wallet owner's id
 */
public record RememberPayee(CustomerId customer, UUID payee) implements Part {}

package gateway.fraud;

import gateway.platform.journal.Part;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * Notes for the evidence of an order that it stopped a use of a card we issued, in the entry that refuses the use.
 *
 * @param card the id of the card
 * @param message the network's name for what was asked; noted once
 */
public record NoteStoppedCard(String order, UUID card, String message, Money amount, Instant at) implements Part {}

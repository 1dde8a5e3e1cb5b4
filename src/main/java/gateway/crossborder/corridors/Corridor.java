package gateway.crossborder.corridors;

import gateway.processors.correspondent.CreditTransfer.ChargeBearer;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A country and a currency that money can be sent to, and on which terms.
 *
 * @param country ISO 3166, two letters
 * @param via correspondents that serve it, the preferred first
 * @param requires what it wants to know of a beneficiary; beside what its pack says, what no bank abroad does without
 * @param least a beneficiary may be sent, in the corridor's currency; {@code most} likewise
 * @param spreads by what is exchanged; the last has no end, and none is dearer than the one before it
 * @param weekend percent on top while markets are closed
 * @param quoteFor how long a quote is good
 * @param within how long delivery may take before people look for the money
 * @param charges who pays the banks on the way
 * @param senderRequires what it wants to know of a sender beside who they are
 */
public record Corridor(
        String country,
        Asset currency,
        List<String> via,
        Set<Requirement> requires,
        Money least,
        Money most,
        List<Spread> spreads,
        BigDecimal weekend,
        CorridorFee fee,
        Duration quoteFor,
        Duration within,
        ChargeBearer charges,
        Set<SenderRequirement> senderRequires) {

    public Corridor {
        senderRequires = Set.copyOf(senderRequires);
        via = List.copyOf(via);
        requires = Set.copyOf(requires);
        spreads = List.copyOf(spreads);
    }

    public boolean leadsTo(String toCountry, Asset toCurrency) {
        return country.equals(toCountry) && currency.equals(toCurrency);
    }
}

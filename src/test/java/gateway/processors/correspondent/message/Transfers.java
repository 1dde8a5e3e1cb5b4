package gateway.processors.correspondent.message;

import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.CreditTransfer.Address;
import gateway.processors.correspondent.CreditTransfer.Agent;
import gateway.processors.correspondent.CreditTransfer.BankAccount;
import gateway.processors.correspondent.CreditTransfer.ChargeBearer;
import gateway.processors.correspondent.CreditTransfer.Party;
import gateway.processors.correspondent.Recall;
import gateway.processors.correspondent.message.WriteMessage.Ends;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** The transfer of the samples, and others like it. */
public final class Transfers {

    public static final UUID UETR = UUID.fromString("7f3c2b1a-9d0e-4c5b-8a6f-0123456789ab");
    public static final Ends ENDS = new Ends("AAAAUZ22XXX", "BBBBDEFFXXX");
    public static final Instant AT = Instant.parse("2026-03-01T05:15:30Z");

    private Transfers() {}

    public static CreditTransfer sample() {
        return to("debk", UETR, "INSTR-000001", "Muster GmbH", 1250_00);
    }

    public static CreditTransfer to(String link, UUID uetr, String instruction, String creditor, long cents) {
        var amount = new Money(cents, Asset.USD);
        return new CreditTransfer(
                link,
                uetr,
                instruction,
                "E2E-INVOICE-42",
                amount,
                LocalDate.of(2026, 3, 2),
                amount,
                ChargeBearer.SHAR,
                new Party("Alisher Test", new Address("UZ", "Tashkent", "100000", "Amir Temur", "1")),
                new BankAccount(null, "22618840000000000001"),
                new Party(creditor, new Address("DE", "Frankfurt am Main", "60311", null, null)),
                new BankAccount("DE89370400440532013000", null),
                new Agent("BBBBDEFFXXX", null, null, null, null),
                null,
                "INVOICE 42");
    }

    public static Recall recall(String id, UUID uetr) {
        return new Recall(id, uetr, Recall.Reason.DUPL, "Duplicate instruction");
    }
}

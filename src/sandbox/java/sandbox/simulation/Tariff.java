package sandbox.simulation;

import gateway.fees.Fees;
import gateway.fees.pack.PackReader;
import gateway.fees.pack.ReadPack;
import gateway.fees.pricing.ScheduledFees;

/** What payments cost in a seed: nothing in one half, and in the other a fee of every kind. */
final class Tariff {

    private static final String HEAD = """
            format: 1
            pack: simulation
            schedules:
            """;

    private static final String SCHEDULE = """
              - id: everything
                version: 1
                decided: 1960-01-01
                from: 1960-01-02
                source: "simulation"
                confidence: sample
                text: {uz: "Hammasi", ru: "Всё", en: "Everything"}
                rounding: half-up
                fees:
                  - id: transfer
                    name: {uz: "O‘tkazma", ru: "Перевод", en: "Transfer"}
                    operations: [card-to-card, wallet-to-card, top-up]
                    currency: UZS
                    payer: sender
                    charge: {percent: "1.1"}
                    vat: {class: on-top, percent: "12"}
                    shares:
                      parts: [{who: acquirer, percent: "80"}, {who: bank, percent: "20"}]
                      leftover: bank
                    refund: pro-rata
                  - id: discount
                    name: {uz: "Savdogar", ru: "Продавец", en: "Merchant"}
                    operations: [card-to-merchant, wallet-to-merchant, wallet-to-card]
                    currency: UZS
                    payer: receiver
                    charge: {percent: "2.3", plus: "0.07"}
                    vat: {class: included, percent: "12"}
                    shares: bank
                    refund: full
                  - id: wallet
                    name: {uz: "Hamyon", ru: "Кошелёк", en: "Wallet"}
                    operations: [wallet-to-wallet, card-to-merchant]
                    currency: UZS
                    payer:
                      parts: [{who: sender, percent: "60"}, {who: receiver, percent: "40"}]
                      leftover: sender
                    charge: {percent: "0.9"}
                    vat: {class: exempt}
                    shares:
                      parts: [{who: operator, percent: "50"}, {who: agent, percent: "50"}]
                      leftover: agent
                    refund: pro-rata
            """;

    private static final String TOP_UPS = """
              - id: top-ups
                version: 1
                decided: 1960-01-01
                from: 1960-01-02
                source: "simulation"
                confidence: sample
                text: {uz: "To‘ldirish", ru: "Пополнение", en: "Top-up"}
                rounding: half-up
                fees:
                  - id: top-up
                    name: {uz: "To‘ldirish", ru: "Пополнение", en: "Top-up"}
                    operations: [operator-top-up]
                    currency: UZS
                    payer: receiver
                    charge: {percent: "1.5"}
                    vat: {class: included, percent: "12"}
                    shares:
                      parts: [{who: operator, percent: "50"}, {who: bank, percent: "50"}]
                      leftover: bank
                    refund: full
            """;

    private static final Fees NOTHING = read(HEAD.replace("schedules:\n", "schedules: []\n"));
    private static final Fees EVERYTHING = read(HEAD + SCHEDULE);
    private static final Fees DEAR_TOP_UPS = read(HEAD + TOP_UPS);

    private Tariff() {}

    static Fees of(long seed) {
        return seed % 2 == 0 ? EVERYTHING : NOTHING;
    }

    static Fees ofTopUps(boolean dear) {
        return dear ? DEAR_TOP_UPS : NOTHING;
    }

    /** What of a top-up its receiver does not get to keep, by this tariff: 1.5 %. */
    static long costOfTopUp(long minor) {
        return (minor * 15 + 500) / 1_000;
    }

    private static Fees read(String text) {
        return switch (PackReader.read(text)) {
            case ReadPack.Accepted it -> new ScheduledFees(it::pack);
            case ReadPack.Refused it -> throw new IllegalStateException("The tariff is refused: " + it.faults());
        };
    }
}

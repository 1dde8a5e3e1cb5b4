package gateway.crossborder;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.corridors.Correspondent;
import gateway.crossborder.corridors.CorridorBook;
import gateway.crossborder.corridors.CorridorPacks;
import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.customers.Pinfl;
import gateway.customers.PostalAddress;
import gateway.packs.InForce;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.CreditTransfer.Address;
import gateway.processors.correspondent.CreditTransfer.Agent;
import gateway.processors.correspondent.CreditTransfer.Party;
import gateway.processors.correspondent.message.OwnSchema;
import gateway.processors.correspondent.message.Transfers;
import gateway.processors.correspondent.message.UsageRules;
import gateway.processors.correspondent.message.WriteMessage;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What correspondents are told of both parties and of the beneficiary's bank. */
class TransferMessagesTest {

    private static final CorridorBook BOOK = new CorridorBook(
            List.of(new Correspondent("demo", Asset.USD, Money.zero(Asset.USD), Set.of())), List.of(), List.of());

    private @Nullable PostalAddress home;
    private String name = "Karimov Anvar";

    @Test
    void aTransferPaidOnASaturdayInTashkentSettlesOnMonday() {
        var quote = RemittanceExamples.quote();

        assertThat(of(quote, Instant.parse("2026-11-27T18:59:59Z")).settlementDate())
                .isEqualTo(LocalDate.of(2026, 11, 27));
        assertThat(of(quote, Instant.parse("2026-11-27T19:00:00Z")).settlementDate())
                .isEqualTo(LocalDate.of(2026, 11, 30));
    }

    @Test
    void theBeneficiarysHomeIsNotTheirBanks() {
        var told = of(RemittanceExamples.quote());

        assertThat(told.creditor().address()).isEqualTo(new Address("US", "New York", "10001", "5th Avenue", null));
        assertThat(told.creditorAgent())
                .isEqualTo(new Agent(
                        null,
                        "USABA",
                        "021000021",
                        "First Bank",
                        new Address("US", "Chicago", null, "1 Main Street", null)));
        assertThat(UsageRules.faults(told)).isEmpty();
    }

    // Quotes of the release before know no town of the bank.
    @Test
    void aBankOfWhichNoTownIsKnownIsRefusedAndGetsNoAddress() {
        var told = of(quote("New York", null));

        assertThat(told.creditorAgent().address()).isNull();
        assertThat(UsageRules.faults(told)).extracting(it -> it.rule()).containsExactly("R12");
    }

    @Test
    void aCountryIsNoTown() {
        var told = of(quote(null, "Chicago"));

        assertThat(UsageRules.faults(told)).extracting(it -> it.path()).containsOnly("Cdtr/PstlAdr/TwnNm");
    }

    @Test
    void aSenderOfWhomNoAddressIsKnownLivesWhereTheBankSays() {
        assertThat(of(RemittanceExamples.quote()).debtor())
                .isEqualTo(new Party("Karimov Anvar", new Address("UZ", "Tashkent", null, null, null)));
    }

    @Test
    void aSendersAddressIsToldInItsPartsAndInLatinLetters() throws IOException {
        name = "Қодиров Ўткир";
        home = PostalAddress.read(
                new PostalAddress.Raw("UZ", "Самарқанд вилояти", "Самарқанд", "140100", "Беруний кўчаси", "7-уй"));

        var told = of(RemittanceExamples.quote());

        assertThat(told.debtor())
                .isEqualTo(new Party(
                        "Qodirov O'tkir",
                        new Address("UZ", "Samarqand", "140100", "Beruniy ko'chasi", "7-uy", "Samarqand viloyati")));
        assertThat(UsageRules.faults(told)).isEmpty();
        var xml = WriteMessage.transfer(told, Transfers.ENDS, Transfers.AT);
        assertThat(OwnSchema.misfit(xml)).isEmpty();
        assertThat(new String(xml, StandardCharsets.UTF_8))
                .contains("<StrtNm>Beruniy ko'chasi</StrtNm><BldgNb>7-uy</BldgNb><PstCd>140100</PstCd>"
                        + "<TwnNm>Samarqand</TwnNm><CtrySubDvsn>Samarqand viloyati</CtrySubDvsn><Ctry>UZ</Ctry>")
                .doesNotContain("AdrLine");
    }

    @Test
    void whatCannotBeWrittenInLatinLettersIsRefusedAndNotLeftOut() {
        name = "李小龙";

        assertThat(UsageRules.faults(of(RemittanceExamples.quote())))
                .extracting(it -> it.rule() + " " + it.path())
                .containsExactly("X Dbtr/Nm");
    }

    private CreditTransfer of(Quote quote) {
        return of(quote, RemittanceExamples.NOW);
    }

    private CreditTransfer of(Quote quote, Instant now) {
        var messages = new TransferMessages(
                new Known(),
                _ -> Mono.just(Optional.ofNullable(home)),
                new CrossBorderSettings(
                        new ByteArrayResource(new byte[0]),
                        "Tashkent",
                        50,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        100),
                new Corridors(InForce.always(new CorridorPacks(), BOOK), Clock.fixed(now, ZoneOffset.UTC)));
        return messages.of(quote, "demo").blockOptional().orElseThrow();
    }

    private static Quote quote(@Nullable String town, @Nullable String bankTown) {
        var it = RemittanceExamples.quote();
        var to = it.to();
        var changed = new Beneficiary.Details(
                to.name(),
                to.company(),
                to.country(),
                to.currency(),
                to.iban(),
                to.account(),
                to.bic(),
                to.bankCode(),
                to.bankName(),
                bankTown,
                to.bankStreet(),
                town,
                to.street(),
                to.postalCode(),
                to.purpose());
        return new Quote(
                it.id(),
                it.customer(),
                it.beneficiary(),
                changed,
                it.side(),
                it.sums(),
                it.middle(),
                it.provider(),
                it.rateAsOf(),
                it.corridor(),
                it.corridorVersion(),
                it.within(),
                it.charges(),
                it.madeAt(),
                it.expiresAt());
    }

    /** Knows everybody by the same name. */
    private final class Known implements Identities {

        @Override
        public Mono<Optional<Identity>> find(CustomerId customer) {
            return Mono.just(Optional.of(new Identity(
                    customer, 1, name, LocalDate.of(1990, 3, 14), "UZ", new Pinfl("31403851234565"), List.of())));
        }

        @Override
        public Flux<Identity> page(int shard, @Nullable CustomerId after, int size) {
            return Flux.empty();
        }

        @Override
        public Flux<Identity> unseen(int size) {
            return Flux.empty();
        }

        @Override
        public Mono<Void> seen(Identity identity) {
            return Mono.empty();
        }
    }
}

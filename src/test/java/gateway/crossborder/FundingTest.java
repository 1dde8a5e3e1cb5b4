package gateway.crossborder;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.SystemAccounts;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two people say of a funding is read strictly, and booked on the sides it belongs to. */
class FundingTest {

    private static final UUID ACT = UUID.fromString("019a0000-0000-7000-8000-000000000007");
    private static final int SHARD = TimeOrderedIds.shardOf(ACT);

    @Test
    void moneyThatTheBankHadComesFromItsTreasury() {
        var funding = Funding.parse(ACT, "debk USD 100000.00").orElseThrow();

        assertThat(PostFundings.transfers(funding)).singleElement().isInstanceOfSatisfying(Direct.class, it -> {
            assertThat(it.debit()).isEqualTo(SystemAccounts.nostro("debk", Asset.USD, SHARD));
            assertThat(it.credit()).isEqualTo(SystemAccounts.treasury(Asset.USD, SHARD));
            assertThat(it.amount().minor()).isEqualTo(100_000_00);
            assertThat(it.reference()).isEqualTo(ACT);
        });
    }

    @Test
    void moneyThatWasBoughtCoversThePosition() {
        var funding = Funding.parse(ACT, "debk USD 100.00 1220153.83").orElseThrow();

        assertThat(PostFundings.transfers(funding))
                .extracting(it -> {
                    var direct = (Direct) it;
                    return direct.debit() + " " + direct.credit() + " " + direct.amount();
                })
                .containsExactly(
                        SystemAccounts.nostro("debk", Asset.USD, SHARD) + " "
                                + SystemAccounts.exchangePosition(Asset.USD, SHARD) + " 100.00 USD",
                        SystemAccounts.exchangePosition(Asset.UZS, SHARD) + " "
                                + SystemAccounts.treasury(Asset.UZS, SHARD) + " 1220153.83 UZS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "debk",
                "debk USD",
                "debk USD 0.00",
                "debk USD -1.00",
                "debk USD 1.001",
                "debk USD 1e3",
                "debk UZS 100.00",
                "debk ZZZ 100.00",
                "debk USD 100.00 0.00",
                "debk USD 100.00 -5.00",
                "debk USD 100.00 5.00 5.00",
                "debk  USD 100.00",
                "debk USD 99999999999999999999.00"
            })
    void anythingElseIsNone(String content) {
        assertThat(Funding.parse(ACT, content)).isEmpty();
    }
}

package gateway.customers.kyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.customers.PostalAddress;
import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.Stores;

/** Addresses where they are kept: sealed, each for its customer, and only the latest. */
class AddressModuleTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-26T10:00:00Z"), ZoneOffset.UTC);
    private final TimeOrderedIds ids = new TimeOrderedIds(clock, new Random(7));
    private final DatabaseClient client =
            DatabaseClient.create(Stores.database().connections());
    private final StoredAddresses addresses = new StoredAddresses(client, new SealedTexts(new MasterKey(KEY)), clock);

    private static PostalAddress at(String street) {
        return PostalAddress.read(new PostalAddress.Raw("UZ", "Toshkent viloyati", "Чирчиқ", null, street, " 7 "));
    }

    @Test
    void theLatestCountsAndNobodyReadsItInTheTable() {
        var customer = new CustomerId(ids.next(3));
        var other = new CustomerId(ids.next(4));

        assertThat(addresses.of(customer).block()).isEmpty();
        addresses.tell(customer, at("Навоий кўчаси"), "customer").block();
        addresses.tell(customer, at("Amir Temur"), "dilnoza").block();

        assertThat(addresses.of(customer).block())
                .contains(new PostalAddress("UZ", "Toshkent viloyati", "Чирчиқ", null, "Amir Temur", "7"));
        assertThat(addresses.of(other).block()).isEmpty();
        var kept = client.sql("select sealed from customers.address where customer = :customer and told_by = 'dilnoza'")
                .bind("customer", customer.value())
                .map(row -> row.get("sealed", byte[].class))
                .one()
                .block();
        assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain("Temur", "UZ");
        assertThat(at("Amir Temur").toString()).doesNotContain("Temur");
    }

    @Test
    void anotherCustomersBytesAreNotOpened() {
        var customer = new CustomerId(ids.next(3));
        var other = new CustomerId(ids.next(3));
        addresses.tell(customer, at("Amir Temur"), "customer").block();
        client.sql("insert into customers.address select shard, :other, sealed, told_by, told_at from customers.address"
                        + " where customer = :customer")
                .bind("other", other.value())
                .bind("customer", customer.value())
                .then()
                .block();

        assertThatThrownBy(() -> addresses.of(other).block()).isInstanceOf(RuntimeException.class);
    }
}

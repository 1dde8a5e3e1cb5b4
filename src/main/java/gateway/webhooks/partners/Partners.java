package gateway.webhooks.partners;

import static gateway.platform.postgres.Columns.required;

import gateway.customers.Merchants;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.WebhookProblem;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Organisations that are told of payments, each with the merchants whose payments these are. */
@Component
public class Partners {

    private static final String ADD = """
        insert into webhooks.partner (shard, id, name, created_at, created_by)
        values (:shard, :id, :name, :now, :by)
        """;

    private static final String ADD_MERCHANT = """
        insert into webhooks.merchant (merchant, partner, since, added_by)
        select :merchant, p.id, :now, :by
          from webhooks.partner p
         where p.shard = :shard and p.id = :partner
            on conflict (merchant, partner) do update set added_by = webhooks.merchant.added_by
        """;

    private static final String REMOVE_MERCHANT = """
        delete from webhooks.merchant where merchant = :merchant and partner = :partner
        """;

    private static final String COLUMNS = """
        select p.id, p.name, p.last_number, p.created_at, p.created_by,
               array(select m.merchant from webhooks.merchant m where m.partner = p.id order by m.merchant) as merchants
          from webhooks.partner p
        """;

    private static final String FIND = COLUMNS + " where p.shard = :shard and p.id = :id";

    private static final String ALL = COLUMNS + " order by p.id limit :limit";

    private final WebhookDatabase own;
    private final Merchants merchants;
    private final TimeOrderedIds ids;
    private final Clock clock;

    Partners(WebhookDatabase own, Merchants merchants, TimeOrderedIds ids, Clock clock) {
        this.own = own;
        this.merchants = merchants;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A partner as the staff see it.
     *
     * @param lastNumber how many events there were for it
     */
    public record Partner(
            PartnerId id,
            String name,
            List<MerchantId> merchants,
            long lastNumber,
            Instant createdAt,
            String createdBy) {}

    /** Is told what happens from now on. */
    public Mono<Partner> add(String name, String by) {
        return Mono.defer(() -> {
            var id = new PartnerId(ids.next(ids.anyShard()));
            return own.client()
                    .sql(ADD)
                    .bind("shard", id.shard())
                    .bind("id", id.value())
                    .bind("name", name)
                    .bind("now", clock.instant())
                    .bind("by", by)
                    .then()
                    .then(find(id));
        });
    }

    /**
     * A merchant of whose payments a partner would hear.
     *
     * @param name the merchant's
     */
    record Joint(Partner partner, MerchantId merchant, String name) {}

    /** Errors with MERCHANT_NOT_FOUND or PARTNER_NOT_FOUND. */
    Mono<Joint> check(PartnerId partner, MerchantId merchant) {
        return merchants
                .find(merchant)
                .flatMap(known -> find(partner).map(told -> new Joint(told, merchant, known.name())));
    }

    /** Part of the client's transaction. A repeat changes nothing. */
    Mono<Void> join(DatabaseClient client, PartnerId partner, MerchantId merchant, String by) {
        return Mono.defer(() -> client.sql(ADD_MERCHANT)
                .bind("shard", partner.shard())
                .bind("partner", partner.value())
                .bind("merchant", merchant.value())
                .bind("now", clock.instant())
                .bind("by", by)
                .then());
    }

    /** What happens from now on is not told to this partner. A repeat changes nothing. */
    public Mono<Partner> removeMerchant(PartnerId partner, MerchantId merchant) {
        return own.client()
                .sql(REMOVE_MERCHANT)
                .bind("merchant", merchant.value())
                .bind("partner", partner.value())
                .then()
                .then(find(partner));
    }

    /** Errors with PARTNER_NOT_FOUND. */
    public Mono<Partner> find(PartnerId id) {
        return Mono.defer(() -> own.client()
                .sql(FIND)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .map(Partners::partner)
                .one()
                .switchIfEmpty(Mono.error(() -> WebhookProblem.PARTNER_NOT_FOUND.because("There is no " + id))));
    }

    /** Oldest first. */
    public Flux<Partner> all(int limit) {
        return own.client().sql(ALL).bind("limit", limit).map(Partners::partner).all();
    }

    private static Partner partner(Readable row) {
        return new Partner(
                new PartnerId(required(row, "id", UUID.class)),
                required(row, "name", String.class),
                Arrays.stream(required(row, "merchants", UUID[].class))
                        .map(MerchantId::new)
                        .toList(),
                required(row, "last_number", Long.class),
                required(row, "created_at", Instant.class),
                required(row, "created_by", String.class));
    }
}

package gateway.operators.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.operators.Goods;
import gateway.operators.Invoice;
import gateway.operators.InvoiceNumber;
import gateway.operators.Invoices;
import gateway.shared.ids.MerchantId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps invoices. What happens to them later is written through the journal. */
@Component
class PostgresInvoices implements Invoices {

    private static final String FIND = """
            select number, merchant, amount_minor, asset, about, goods, state, opened_at
              from operators.invoice
             where shard = :shard and number = :number
            """;

    private static final String NUMBER = "select nextval('operators.invoice_number') as number";

    private static final String INSERT = """
            insert into operators.invoice (shard, number, merchant, amount_minor, asset, about, goods, state,
                                           opened_by, opened_at)
            values (:shard, :number, :merchant, :minor, :asset, :about, :goods, 'open', :by, :at)
            """;

    private final DatabaseClient database;
    private final Clock clock;

    PostgresInvoices(OperatorDatabase database, Clock clock) {
        this.database = database.client();
        this.clock = clock;
    }

    @Override
    public Mono<Optional<Invoice>> find(InvoiceNumber number) {
        return database.sql(FIND)
                .bind("shard", (short) number.shard())
                .bind("number", number.text())
                .map(PostgresInvoices::invoice)
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    @Override
    public Mono<Invoice> open(MerchantId merchant, Money amount, String about, @Nullable Goods goods, String by) {
        return database.sql(NUMBER)
                .map(row -> InvoiceNumber.of(Objects.requireNonNull(row.get("number", Long.class))))
                .one()
                .map(number -> new Invoice(number, merchant, amount, about, goods, Invoice.State.OPEN, clock.instant()))
                .flatMap(invoice -> insert(invoice, by));
    }

    private Mono<Invoice> insert(Invoice invoice, String by) {
        return database.sql(INSERT)
                .bind("shard", (short) invoice.number().shard())
                .bind("number", invoice.number().text())
                .bind("merchant", invoice.merchant().value())
                .bind("minor", invoice.amount().minor())
                .bind("asset", invoice.amount().asset().code())
                .bind("about", invoice.about())
                .bind("goods", Parameters.in(R2dbcType.VARCHAR, GoodsColumn.write(invoice.goods())))
                .bind("by", by)
                .bind("at", invoice.openedAt())
                .fetch()
                .rowsUpdated()
                .thenReturn(invoice);
    }

    private static Invoice invoice(Readable row) {
        var asset = Asset.of(required(row, "asset", String.class));
        return new Invoice(
                new InvoiceNumber(required(row, "number", String.class)),
                new MerchantId(required(row, "merchant", UUID.class)),
                new Money(required(row, "amount_minor", Long.class), asset),
                required(row, "about", String.class),
                GoodsColumn.read(row.get("goods", String.class), asset),
                InvoiceWriter.state(required(row, "state", String.class)),
                required(row, "opened_at", Instant.class));
    }
}

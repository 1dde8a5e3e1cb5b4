package gateway.customers;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.ids.CustomerId;
import io.r2dbc.spi.Readable;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads customers where they are kept. */
@Component
class PostgresCustomers implements Customers {

    private static final String BY_PHONE = """
            select id, phone, language
              from customers.customer
             where shard = :shard
               and phone = :phone
            """;

    private static final String FIND = """
            select id, phone, language
              from customers.customer
             where shard = :shard
               and id = :id
            """;

    private final DatabaseClient database;

    PostgresCustomers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Optional<Customer>> byPhone(String phone) {
        return database.sql(BY_PHONE)
                .bind("shard", new Phone(phone).shard())
                .bind("phone", phone)
                .map(PostgresCustomers::customer)
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    @Override
    public Mono<Customer> find(CustomerId id) {
        return database.sql(FIND)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .map(PostgresCustomers::customer)
                .one()
                .switchIfEmpty(Mono.error(() -> CustomerProblem.CUSTOMER_NOT_FOUND.because("There is no " + id)));
    }

    private static Customer customer(Readable row) {
        return new Customer(
                new CustomerId(required(row, "id", UUID.class)),
                required(row, "phone", String.class),
                required(row, "language", String.class));
    }
}

package gateway.sessions.tokens;

import static gateway.platform.postgres.Columns.required;

import com.nimbusds.jose.jwk.ECKey;
import gateway.platform.crypto.MasterKey;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps signing keys, the private half encrypted. */
@Component
class SigningKeyStore {

    private static final String LOAD = """
            select number, kid, private_sealed, signs_from, signs_until, verifies_until
              from sessions.signing_key
             where verifies_until > :now
            """;

    private static final String ADD = """
            insert into sessions.signing_key
                   (number, kid, public_jwk, private_sealed, signs_from, signs_until, verifies_until)
            values (:number, :kid, :publicJwk, :privateSealed, :signsFrom, :signsUntil, :verifiesUntil)
            on conflict do nothing
            """;

    private final DatabaseClient database;
    private final MasterKey master;

    SigningKeyStore(DatabaseClient database, MasterKey master) {
        this.database = database;
        this.master = master;
    }

    Mono<KeyRing> load(Instant now) {
        return database.sql(LOAD)
                .bind("now", now)
                .map(this::key)
                .all()
                .collectList()
                .map(KeyRing::new);
    }

    /** Changes nothing when another node was first. */
    Mono<Void> add(SigningKey key) {
        return database.sql(ADD)
                .bind("number", key.number())
                .bind("kid", key.kid())
                .bind("publicJwk", key.jwk().toPublicJWK().toJSONString())
                .bind("privateSealed", master.encrypt(purpose(key.kid()), json(key.jwk())))
                .bind("signsFrom", key.signsFrom())
                .bind("signsUntil", key.signsUntil())
                .bind("verifiesUntil", key.verifiesUntil())
                .then();
    }

    private SigningKey key(Readable row) {
        var kid = required(row, "kid", String.class);
        var opened = master.decrypt(purpose(kid), required(row, "private_sealed", byte[].class));
        try {
            return new SigningKey(
                    required(row, "number", Integer.class),
                    ECKey.parse(new String(opened, StandardCharsets.UTF_8)),
                    required(row, "signs_from", Instant.class),
                    required(row, "signs_until", Instant.class),
                    required(row, "verifies_until", Instant.class));
        } catch (ParseException e) {
            throw new IllegalStateException("A stored signing key cannot be read: " + kid, e);
        }
    }

    private static byte[] json(ECKey jwk) {
        return jwk.toJSONString().getBytes(StandardCharsets.UTF_8);
    }

    private static String purpose(String kid) {
        return "token signing key " + kid;
    }
}

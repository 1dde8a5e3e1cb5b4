package gateway.webhooks.partners;

import gateway.platform.signatures.SignatureAlgorithm;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.SignatureKeyId;
import gateway.webhooks.partners.SignatureKeys.Wanted;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes a key for the partner's, with which it signs its calls, alone or in place of another. */
@Component
class GiveSignatureKey extends PartnerAct<Wanted> {

    static final String NAME = "give-signature-key";

    private final Partners partners;
    private final SignatureKeys keys;

    GiveSignatureKey(Partners partners, SignatureKeys keys, DatabaseClient database) {
        super(NAME, database);
        this.partners = partners;
        this.keys = keys;
    }

    private record Content(
            String partner,
            String key,
            String algorithm,
            String kept,
            @Nullable String replaces) {}

    static String content(Wanted it) {
        return ActText.write(new Content(
                it.partner().toString(),
                it.id().toString(),
                it.algorithm().code(),
                ActText.base64(it.kept()),
                it.replaces() == null ? null : it.replaces().toString()));
    }

    @Override
    Wanted read(String content) {
        var wanted = ActText.read(
                content,
                Content.class,
                it -> new Wanted(
                        ActText.id(PartnerId.parse(it.partner())),
                        ActText.id(SignatureKeyId.parse(it.key())),
                        ActText.id(SignatureAlgorithm.of(it.algorithm())),
                        ActText.bytes(it.kept()),
                        ActText.idOrNull(it.replaces(), SignatureKeyId::parse)));
        keys.check(wanted);
        return wanted;
    }

    @Override
    Mono<String> describe(Wanted wanted) {
        return partners.find(wanted.partner())
                .map(partner -> "%s for %s: %s%s"
                        .formatted(
                                wanted.id(),
                                partner.name(),
                                wanted.algorithm().code(),
                                wanted.replaces() == null ? "" : ", in place of " + wanted.replaces()));
    }

    @Override
    Mono<Void> perform(DatabaseClient client, Wanted wanted, String by) {
        return keys.add(client, wanted, by);
    }
}

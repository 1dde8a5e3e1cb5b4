package gateway.webhooks.partners;

import gateway.shared.ids.PartnerId;
import gateway.shared.ids.PartnerKeyId;
import gateway.webhooks.partners.PartnerKeys.Wanted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a partner a key to call us with, alone or in place of another. Whoever decides never sees the key itself. */
@Component
class GivePartnerKey extends PartnerAct<Wanted> {

    static final String NAME = "give-partner-key";
    private static final int HASH = 32;

    private final Partners partners;
    private final PartnerKeys keys;

    GivePartnerKey(Partners partners, PartnerKeys keys, DatabaseClient database) {
        super(NAME, database);
        this.partners = partners;
        this.keys = keys;
    }

    private record Content(
            String partner,
            String key,
            String hash,
            List<String> scopes,
            @Nullable String replaces) {}

    static String content(Wanted it) {
        return ActText.write(new Content(
                it.partner().toString(),
                it.id().toString(),
                ActText.base64(it.hash()),
                it.scopes(),
                it.replaces() == null ? null : it.replaces().toString()));
    }

    @Override
    Wanted read(String content) {
        return ActText.read(content, Content.class, it -> {
            var hash = ActText.bytes(it.hash());
            if (hash.length != HASH || !PartnerKeys.Scope.areKnown(it.scopes())) {
                throw new IllegalArgumentException("Not a hash and scopes");
            }
            return new Wanted(
                    ActText.id(PartnerId.parse(it.partner())),
                    ActText.id(PartnerKeyId.parse(it.key())),
                    hash,
                    List.copyOf(it.scopes()),
                    ActText.idOrNull(it.replaces(), PartnerKeyId::parse));
        });
    }

    @Override
    Mono<String> describe(Wanted wanted) {
        return partners.find(wanted.partner())
                .map(partner -> "%s for %s: %s%s"
                        .formatted(
                                wanted.id(),
                                partner.name(),
                                String.join(", ", wanted.scopes()),
                                wanted.replaces() == null ? "" : ", in place of " + wanted.replaces()));
    }

    @Override
    Mono<Void> perform(DatabaseClient client, Wanted wanted, String by) {
        return keys.add(client, wanted, by);
    }
}

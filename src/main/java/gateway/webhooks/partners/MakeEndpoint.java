package gateway.webhooks.partners;

import gateway.shared.ids.EndpointId;
import gateway.shared.ids.PartnerId;
import gateway.webhooks.partners.Endpoints.Wanted;
import gateway.webhooks.signing.SigningKey.Kind;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells a partner at an address from then on. */
@Component
class MakeEndpoint extends PartnerAct<Wanted> {

    static final String NAME = "make-endpoint";

    private final Partners partners;
    private final Endpoints endpoints;

    MakeEndpoint(Partners partners, Endpoints endpoints, DatabaseClient database) {
        super(NAME, database);
        this.partners = partners;
        this.endpoints = endpoints;
    }

    private record Content(
            String partner, String endpoint, String url, List<String> types, Kind signing, String sealed) {}

    static String content(Wanted it) {
        return ActText.write(new Content(
                it.partner().toString(),
                it.id().toString(),
                it.url(),
                it.types(),
                it.secret().kind(),
                ActText.base64(it.secret().sealed())));
    }

    @Override
    Wanted read(String content) {
        return ActText.read(content, Content.class, it -> {
            var id = ActText.id(EndpointId.parse(it.endpoint()));
            return new Wanted(
                    ActText.id(PartnerId.parse(it.partner())),
                    id,
                    it.url(),
                    List.copyOf(it.types()),
                    new EndpointSecrets.Wanted(id, 1, it.signing(), ActText.bytes(it.sealed())));
        });
    }

    @Override
    Mono<String> describe(Wanted wanted) {
        return endpoints
                .check(wanted)
                .then(Mono.defer(() -> partners.find(wanted.partner())))
                .map(partner -> "%s for %s: %s".formatted(wanted.id(), partner.name(), wanted.url()));
    }

    @Override
    Mono<Void> perform(DatabaseClient client, Wanted wanted, String by) {
        return endpoints.add(client, wanted, by);
    }
}

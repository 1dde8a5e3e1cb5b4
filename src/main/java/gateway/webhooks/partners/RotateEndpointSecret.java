package gateway.webhooks.partners;

import gateway.shared.ids.EndpointId;
import gateway.shared.ids.PartnerId;
import gateway.webhooks.partners.EndpointSecrets.Wanted;
import gateway.webhooks.signing.SigningKey.Kind;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Signs an endpoint's messages with another secret, beside the old one for a while. */
@Component
class RotateEndpointSecret extends PartnerAct<RotateEndpointSecret.Wish> {

    static final String NAME = "rotate-endpoint-secret";

    private final Endpoints endpoints;
    private final EndpointSecrets secrets;

    RotateEndpointSecret(Endpoints endpoints, EndpointSecrets secrets, DatabaseClient database) {
        super(NAME, database);
        this.endpoints = endpoints;
        this.secrets = secrets;
    }

    private record Content(String partner, String endpoint, int number, Kind signing, String sealed) {}

    /** A secret that somebody wants one of the partner's endpoints to have. */
    record Wish(PartnerId partner, Wanted wanted) {}

    static String content(PartnerId partner, Wanted it) {
        return ActText.write(new Content(
                partner.toString(), it.endpoint().toString(), it.number(), it.kind(), ActText.base64(it.sealed())));
    }

    @Override
    Wish read(String content) {
        return ActText.read(
                content,
                Content.class,
                it -> new Wish(
                        ActText.id(PartnerId.parse(it.partner())),
                        new Wanted(
                                ActText.id(EndpointId.parse(it.endpoint())),
                                it.number(),
                                it.signing(),
                                ActText.bytes(it.sealed()))));
    }

    @Override
    Mono<String> describe(Wish wish) {
        secrets.check(wish.wanted());
        return endpoints
                .find(wish.partner(), wish.wanted().endpoint())
                .map(endpoint -> "%s, secret %d: %s"
                        .formatted(endpoint.id(), wish.wanted().number(), endpoint.url()));
    }

    @Override
    Mono<Void> perform(DatabaseClient client, Wish wish, String by) {
        return endpoints
                .find(wish.partner(), wish.wanted().endpoint())
                .then(Mono.defer(() -> secrets.rotate(client, wish.wanted(), by)));
    }
}

package gateway.webhooks.partners;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.EndpointId;
import gateway.shared.ids.PartnerId;
import gateway.webhooks.partners.EndpointSecrets.Wanted;
import gateway.webhooks.signing.SigningKey.Kind;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Signs an endpoint's messages with another secret, beside the old one for a while. */
@Component
class RotateEndpointSecret implements ActKind {

    static final String NAME = "rotate-endpoint-secret";

    private final Endpoints endpoints;
    private final EndpointSecrets secrets;
    private final DatabaseClient database;

    RotateEndpointSecret(Endpoints endpoints, EndpointSecrets secrets, DatabaseClient database) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.database = database;
    }

    private record Content(String partner, String endpoint, int number, Kind signing, String sealed) {}

    /** A secret that somebody wants one of the partner's endpoints to have. */
    private record Wish(PartnerId partner, Wanted wanted) {}

    static String content(PartnerId partner, Wanted it) {
        return ActText.write(new Content(
                partner.toString(), it.endpoint().toString(), it.number(), it.kind(), ActText.base64(it.sealed())));
    }

    private static Wish read(String content) {
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
    public String name() {
        return NAME;
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.ADMINISTRATOR);
    }

    @Override
    public Mono<String> check(String content) {
        return Mono.defer(() -> {
            var wish = read(content);
            secrets.check(wish.wanted());
            return endpoints
                    .find(wish.partner(), wish.wanted().endpoint())
                    .map(endpoint -> "%s, secret %d: %s"
                            .formatted(endpoint.id(), wish.wanted().number(), endpoint.url()));
        });
    }

    @Override
    public Mono<Void> perform(Act act) {
        return Mono.defer(() -> {
            var wish = read(act.content());
            return endpoints
                    .find(wish.partner(), wish.wanted().endpoint())
                    .then(Mono.defer(() -> secrets.rotate(database, wish.wanted(), act.proposedBy())));
        });
    }
}
